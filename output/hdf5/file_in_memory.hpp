#pragma once

#include <cstddef>
#include <vector>

#include "output/hdf5/h5_handle.hpp"

namespace peerwatt::output {

// An HDF5 file that is nowhere but in memory: written, closed, and then read.
class FileInMemory {
 public:
  FileInMemory() = default;
  FileInMemory(const FileInMemory&) = delete;
  FileInMemory& operator=(const FileInMemory&) = delete;

  // The file goes before this object does. Throws H5Failure.
  H5Handle create();
  // What the file holds, once its handle is closed: to be called once.
  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  friend struct MemoryCalls;
  std::vector<std::byte> bytes_;
};

// Opens what `take` has given, for reading. Throws H5Failure.
H5Handle open_image(std::vector<std::byte>& image);

}  // namespace peerwatt::output
