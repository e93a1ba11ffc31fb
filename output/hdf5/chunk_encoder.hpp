#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "output/recording/trace_extent.hpp"

namespace peerwatt::output {

using recording::Codec;

// What a chunk is made of: values of `value_size` bytes, rows of `row_values` values.
struct ChunkLayout {
  std::size_t value_size = 8;
  std::size_t row_values = 1;
};

// How chunks are stored: level 0 stores them as they are, 1 is fast, 9 small.
struct Compression {
  Codec codec = Codec::kDeflate;
  int level = 1;
};

// Encodes a chunk as HDF5's shuffle filter and that of the codec would: any reader that has these
// filters decodes it. Equal chunks give equal bytes.
class ChunkEncoder {
 public:
  ChunkEncoder() = default;
  ChunkEncoder(const ChunkEncoder&) = delete;
  ChunkEncoder& operator=(const ChunkEncoder&) = delete;
  virtual ~ChunkEncoder() = default;

  // Writes the result into `encoded`, whatever that held.
  virtual void encode(std::span<const std::byte> chunk, ChunkLayout layout,
                      std::vector<std::byte>& encoded) = 0;
};

// The level is at least 1.
std::unique_ptr<ChunkEncoder> make_encoder(Compression compression);

// Byte k of every value goes to plane k: planes[k * count + i] = values[i * value_size + k].
void shuffle_bytes(std::span<const std::byte> values, std::size_t value_size,
                   std::span<std::byte> planes);

}  // namespace peerwatt::output
