#include "output/hdf5/zstd_datasets.hpp"

#include <array>
#include <vector>

#include <zstd.h>

#include "output/hdf5/file_in_memory.hpp"
#include "output/hdf5/hdf5_tools.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::output;

namespace {

constexpr hsize_t kRows = 4000;

// A file with one dataset of two chunks, that HDF5 passes through the filter.
struct Filtered {
  Filtered() {
    prepare_hdf5();
    file = memory.create();
    const H5Handle properties = dataset_properties();
    constexpr hsize_t kChunk = kRows / 2;
    H5Pset_chunk(properties.get(), 1, &kChunk);
    H5Pset_shuffle(properties.get());
    set_zstd(properties.get(), 3, kChunk * sizeof(double));
    dataset = create_dataset(file.get(), "values", H5T_IEEE_F64LE, {&kRows, 1}, {&kRows, 1},
                             properties.get());
    for (hsize_t i = 0; i < kRows; ++i) values[i] = static_cast<double>(i % 7);
    H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    H5Dflush(dataset.get());
  }
  std::vector<double> read() const {
    std::vector<double> found(kRows, -1);
    const auto result =
        H5Dread(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, found.data());
    return result < 0 ? std::vector<double>{} : found;
  }
  // Puts other bytes in the place of the second chunk.
  void replace(const std::vector<char>& frame) const {
    constexpr hsize_t kOffset = kRows / 2;
    REQUIRE(H5Dwrite_chunk(dataset.get(), H5P_DEFAULT, 0, &kOffset, frame.size(), frame.data()) >=
            0);
  }

  FileInMemory memory;
  H5Handle file, dataset;
  std::vector<double> values = std::vector<double>(kRows);
};

std::vector<char> frame_of(const std::vector<char>& bytes) {
  std::vector<char> frame(ZSTD_compressBound(bytes.size()));
  frame.resize(ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), 1));
  return frame;
}

}  // namespace

TEST_CASE("what HDF5 passes through the zstd filter is read back") {
  const Filtered file;
  CHECK(file.read() == file.values);
  CHECK(H5Dget_storage_size(file.dataset.get()) < kRows);
}

TEST_CASE("a frame that is damaged, or of another size than a chunk, is not read") {
  const std::vector<char> zeros(kRows / 2 * sizeof(double));
  Filtered file;
  file.replace(frame_of(zeros));
  CHECK(file.read().back() == 0);
  std::vector<char> cut = frame_of(zeros);
  cut.pop_back();
  for (const std::vector<char>& frame :
       {cut, std::vector<char>{'n', 'o'}, frame_of({zeros.begin(), zeros.end() - 8}),
        frame_of(std::vector<char>(zeros.size() + 8))}) {
    file.replace(frame);
    CHECK(file.read().empty());
  }
}

TEST_CASE("a filter is taken only with the size of the chunks") {
  const Filtered file;
  const H5Handle properties = owned(H5Dget_create_plist(file.dataset.get()), "look");
  CHECK(has_frames_of(properties.get(), 1, kRows / 2 * sizeof(double)));
  CHECK_FALSE(has_frames_of(properties.get(), 1, kRows * sizeof(double)));
  CHECK_FALSE(has_frames_of(properties.get(), 0, kRows / 2 * sizeof(double)));  // shuffle
}
