#pragma once

#include <cstddef>

#include <hdf5.h>

namespace peerwatt::output {

// The number under which the HDF Group registered zstd.
inline constexpr H5Z_filter_t kZstdFilter = 32015;

// What a dataset notes about its filter. Other implementations look at the level only.
namespace zstd {
enum Parameter : std::size_t { kLevel, kChunkBytes, kParameters };
}

// The filter as HDF5 takes it: a chunk becomes one frame (RFC 8878), and where a dataset
// notes the bytes of a chunk, only frames of so many are decoded. It calls nothing of HDF5, so that
// it can be a plugin of any.
const H5Z_class2_t& zstd_filter_class();

}  // namespace peerwatt::output
