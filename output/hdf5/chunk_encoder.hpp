#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct libdeflate_compressor;

namespace peerwatt::output {

// What a chunk is made of: values of `value_size` bytes, rows of `row_values` values.
struct ChunkLayout {
  std::size_t value_size = 8;
  std::size_t row_values = 1;
};

// Encodes a chunk as HDF5's shuffle and deflate filters would, only faster: any reader of HDF5
// decodes it. Equal chunks give equal bytes.
class ChunkEncoder {
 public:
  explicit ChunkEncoder(int level);  // 1 (fast) .. 12 (small)
  ~ChunkEncoder();
  ChunkEncoder(const ChunkEncoder&) = delete;
  ChunkEncoder& operator=(const ChunkEncoder&) = delete;

  // Writes the result into `encoded`, whatever that held.
  void encode(std::span<const std::byte> chunk, ChunkLayout layout,
              std::vector<std::byte>& encoded);

 private:
  // Where the planes that are zero end, and after them those of noise.
  struct Parts {
    std::size_t zeros_end;
    std::size_t noise_end;
  };
  void deflate(std::span<const std::byte> planes, Parts parts, std::vector<std::byte>& encoded);

  struct Release {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Release> compressor_;
  std::vector<std::byte> planes_;
};

// Byte k of every value goes to plane k: planes[k * count + i] = values[i * value_size + k].
void shuffle_bytes(std::span<const std::byte> values, std::size_t value_size,
                   std::span<std::byte> planes);

}  // namespace peerwatt::output
