#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "output/hdf5/chunk_encoder.hpp"

struct libdeflate_compressor;

namespace peerwatt::output {

// HDF5's shuffle and deflate filters, only faster: bytes that are all zero, or noise, are not
// searched for matches.
class DeflateEncoder : public ChunkEncoder {
 public:
  explicit DeflateEncoder(int level);  // 1 (fast) .. 12 (small)
  ~DeflateEncoder() override;

  void encode(std::span<const std::byte> chunk, ChunkLayout layout,
              std::vector<std::byte>& encoded) override;

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

}  // namespace peerwatt::output
