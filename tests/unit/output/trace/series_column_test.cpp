#include "output/hdf5/series_column.hpp"

#include <array>
#include <vector>

#include <hdf5.h>

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

std::vector<std::byte> file_of(const SeriesShape& shape, std::size_t rows, Compression compression,
                               std::uint32_t threads) {
  FileInMemory memory;
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
    writer.write_out();
  }
  return memory.take();
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
  const std::array<SeriesShape, 3> shapes{
      SeriesShape{.rank = 2, .width = 100, .chunk_rows = 7, .chunk_width = 13},
      SeriesShape{.rank = 2, .width = 1000, .chunk_rows = 1, .chunk_width = 7},  // 143 a row
      SeriesShape{.rank = 2, .width = 20, .chunk_rows = 1, .chunk_width = 20}};
  for (const SeriesShape& shape : shapes) {
    for (const Compression compression :
         {Compression{.level = 0}, Compression{}, Compression{.codec = Codec::kZstd}}) {
      CAPTURE(shape.width);
      CAPTURE(compression.level);
      const std::vector<std::byte> by_one = file_of(shape, 25, compression, 1);
      CHECK(wrong_values(by_one, shape, 25) == 0);
      CHECK(file_of(shape, 25, compression, 2) == by_one);
      CHECK(file_of(shape, 25, compression, 4) == by_one);
    }
  }
}
