#include "output/hdf5/zstd_filter.hpp"

#include <cstdlib>
#include <optional>

#include <zstd.h>

namespace peerwatt::output {
namespace {

// NOLINTBEGIN(cppcoreguidelines-no-malloc): such memory changes hands with the HDF5 library, whose
// own functions a plugin cannot count on to find.

// HDF5 hands over memory of malloc, of which `used` bytes are filled, and takes such memory back.
struct Memory {
  void* bytes = nullptr;
  std::size_t capacity = 0;
  std::size_t used = 0;
};

// Where nothing notes the bytes of a chunk, as in files of others, the frame says them.
Memory decoded(const Memory& frame, std::optional<std::size_t> noted) {
  const unsigned long long told = ZSTD_getFrameContentSize(frame.bytes, frame.used);
  if (told == ZSTD_CONTENTSIZE_UNKNOWN || told == ZSTD_CONTENTSIZE_ERROR) return {};
  const std::size_t chunk_bytes = noted.value_or(told);
  void* chunk = std::malloc(chunk_bytes);
  if (chunk == nullptr) return {};
  // Fails too where the frame holds more or less.
  if (ZSTD_decompress(chunk, chunk_bytes, frame.bytes, frame.used) == chunk_bytes) {
    return {chunk, chunk_bytes, chunk_bytes};
  }
  std::free(chunk);
  return {};
}

Memory encoded(const Memory& chunk, int level) {
  const std::size_t capacity = ZSTD_compressBound(chunk.used);
  void* frame = std::malloc(capacity);
  if (frame == nullptr) return {};
  const std::size_t used = ZSTD_compress(frame, capacity, chunk.bytes, chunk.used, level);
  if (ZSTD_isError(used) == 0) return {frame, capacity, used};
  std::free(frame);
  return {};
}

// Returns the bytes that are used of what it made, 0 where that failed.
std::size_t filter(unsigned flags, std::size_t parameters, const unsigned* values, std::size_t used,
                   std::size_t* capacity, void** bytes) {
  const auto noted = [&](zstd::Parameter which) {
    return which < parameters ? std::optional<std::size_t>{values[which]} : std::nullopt;
  };
  const Memory given{*bytes, *capacity, used};
  const Memory made =
      (flags & H5Z_FLAG_REVERSE) != 0
          ? decoded(given, noted(zstd::kChunkBytes))
          : encoded(given, static_cast<int>(noted(zstd::kLevel).value_or(ZSTD_CLEVEL_DEFAULT)));
  if (made.bytes == nullptr) return 0;
  std::free(*bytes);
  *bytes = made.bytes;
  *capacity = made.capacity;
  return made.used;
}

// NOLINTEND(cppcoreguidelines-no-malloc)

}  // namespace

const H5Z_class2_t& zstd_filter_class() {
  static const H5Z_class2_t zstd{.version = H5Z_CLASS_T_VERS,
                                 .id = kZstdFilter,
                                 .encoder_present = 1,
                                 .decoder_present = 1,
                                 .name = "zstd",
                                 .can_apply = nullptr,
                                 .set_local = nullptr,
                                 .filter = filter};
  return zstd;
}

}  // namespace peerwatt::output
