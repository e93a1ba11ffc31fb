#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "output/hdf5/chunk_encoder.hpp"

struct ZSTD_CCtx_s;

namespace peerwatt::output {

// HDF5's shuffle filter and the zstd filter of zstd_filter.hpp: a chunk is one frame (RFC 8878).
class ZstdEncoder : public ChunkEncoder {
 public:
  explicit ZstdEncoder(int level);
  ~ZstdEncoder() override;

  void encode(std::span<const std::byte> chunk, ChunkLayout layout,
              std::vector<std::byte>& encoded) override;

 private:
  struct Release {
    void operator()(ZSTD_CCtx_s* context) const;
  };
  int level_;
  std::unique_ptr<ZSTD_CCtx_s, Release> context_;
  std::vector<std::byte> planes_;
};

}  // namespace peerwatt::output
