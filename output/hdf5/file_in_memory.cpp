#include "output/hdf5/file_in_memory.hpp"

#include <cstdlib>
#include <cstring>

#include "output/hdf5/hdf5_tools.hpp"

namespace peerwatt::output {
namespace {

constexpr std::size_t kStep = 1 << 22;  // bytes by which a file grows
constexpr const char* kName = "in memory";

H5Handle memory_access() {
  H5Handle access = owned(H5Pcreate(H5P_FILE_ACCESS), "create a property list");
  check(H5Pset_fapl_core(access.get(), kStep, false), "keep the file in memory");
  return access;
}

}  // namespace

// HDF5 keeps the file by these calls, so that what it holds after the file was closed is ours. (An
// image of an open file, H5Fget_file_image, has a checksum that 1.10 itself refuses.)
struct MemoryCalls {
  static void* allocate(std::size_t size, H5FD_file_image_op_t, void*) {
    return std::malloc(size);  // NOLINT(cppcoreguidelines-no-malloc): the callers are in C
  }
  static void* copy(void* to, const void* from, std::size_t size, H5FD_file_image_op_t, void*) {
    return std::memcpy(to, from, size);
  }
  static void* resize(void*, std::size_t size, H5FD_file_image_op_t, void* file) {
    std::vector<std::byte>& bytes = static_cast<FileInMemory*>(file)->bytes_;
    try {
      bytes.resize(size);
    } catch (const std::exception&) {
      return nullptr;
    }
    return bytes.data();
  }
  static herr_t release(void*, H5FD_file_image_op_t, void*) { return 0; }
  static void* keep(void* file) { return file; }
  static herr_t forget(void*) { return 0; }
};

H5Handle FileInMemory::create() {
  const H5Handle access = memory_access();
  H5FD_file_image_callbacks_t calls{MemoryCalls::allocate,
                                    MemoryCalls::copy,
                                    MemoryCalls::resize,
                                    MemoryCalls::release,
                                    MemoryCalls::keep,
                                    MemoryCalls::forget,
                                    this};
  check(H5Pset_file_image_callbacks(access.get(), &calls), "keep the file in memory");
  return create_file(kName, access.get());
}

H5Handle open_image(std::vector<std::byte>& image) {
  const H5Handle access = memory_access();
  check(H5Pset_file_image(access.get(), image.data(), image.size()), "take the file");
  return owned(H5Fopen(kName, H5F_ACC_RDONLY, access.get()), "open the file");
}

}  // namespace peerwatt::output
