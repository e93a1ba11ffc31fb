#include "output/hdf5/series_column.hpp"

#include <array>
#include <string>
#include <vector>

#include <hdf5.h>

#include "engine/core/sha256.hpp"

#include "output/hdf5/file_in_memory.hpp"
#include "output/hdf5/hdf5_tools.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;

namespace {

constexpr ColumnText kEnergy{"energy", Unit::kEnergy, "energy of a row's prosumer"};

double value_at(std::size_t row, std::size_t column) {
  return static_cast<double>(row) + 0.001 * static_cast<double>(column % 313);
}

struct Written {
  std::vector<std::byte> file;
  std::string digest;
};

Written written(const SeriesShape& shape, std::size_t rows, Compression compression,
                std::uint32_t threads) {
  FileInMemory memory;
  std::string digest;
  {
    const H5Handle file = memory.create();
    ChunkWriter writer{compression, threads};
    SeriesColumn column{file.get(), "test",      kEnergy, ValueType::kFloat64,
                        shape,      compression, writer};
    std::vector<double> values(shape.width);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = value_at(row, i);
      column.append(values);
    }
    column.finish();
    digest = writer.take_digests().at("test/energy");
  }
  return {memory.take(), digest};
}

std::string digest_of_values(const SeriesShape& shape, std::size_t rows) {
  Sha256 hash;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < shape.width; ++i) {
      const double value = value_at(row, i);
      hash.add(&value, sizeof(value));
    }
  }
  return hash.hexadecimal();
}

std::size_t wrong_values(std::vector<std::byte> image, const SeriesShape& shape, std::size_t rows) {
  const H5Handle file = open_image(image);
  const H5Handle dataset = owned(H5Dopen2(file.get(), "energy", H5P_DEFAULT), "open");
  std::vector<double> values(rows * shape.width);
  check(H5Dread(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
        "read");
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    wrong += values[i] == value_at(i / shape.width, i % shape.width) ? 0 : 1;
  }
  return wrong;
}

}  // namespace

TEST_CASE("chunks of many rows and of one, few and many at once, hold what was appended") {
  prepare_hdf5();
  const std::array<SeriesShape, 5> shapes{
      SeriesShape{.rank = 2, .width = 100, .chunk_rows = 7, .chunk_width = 13},
      SeriesShape{.rank = 2, .width = 1000, .chunk_rows = 1, .chunk_width = 7},  // 143 a row
      SeriesShape{.rank = 2, .width = 20, .chunk_rows = 1, .chunk_width = 20},
      // Of three axes: 33 lines of three phases, five lines a chunk.
      SeriesShape{.rank = 3, .width = 99, .depth = 3, .chunk_rows = 7, .chunk_width = 15},
      SeriesShape{.rank = 3, .width = 99, .depth = 3, .chunk_rows = 1, .chunk_width = 15}};
  for (const SeriesShape& shape : shapes) {
    for (const Compression compression :
         {Compression{.level = 0}, Compression{}, Compression{.codec = Codec::kZstd}}) {
      CAPTURE(shape.width);
      CAPTURE(compression.level);
      const Written by_one = written(shape, 25, compression, 1);
      CHECK(wrong_values(by_one.file, shape, 25) == 0);
      CHECK(by_one.digest == digest_of_values(shape, 25));
      for (const std::uint32_t threads : {2U, 4U}) {
        const Written by_more = written(shape, 25, compression, threads);
        CHECK(by_more.file == by_one.file);
        CHECK(by_more.digest == by_one.digest);
      }
    }
  }
}
