#include "output/hdf5/zstd_encoder.hpp"

#include <algorithm>

#include <zstd.h>

#include "engine/core/contracts.hpp"

namespace peerwatt::output {

void ZstdEncoder::Release::operator()(ZSTD_CCtx_s* context) const {
  ZSTD_freeCCtx(context);
}

ZstdEncoder::ZstdEncoder(int level) : level_{level}, context_{ZSTD_createCCtx()} {
  PEERWATT_VALIDATE(context_ != nullptr);
}

ZstdEncoder::~ZstdEncoder() = default;

void ZstdEncoder::encode(std::span<const std::byte> chunk, ChunkLayout layout,
                         std::vector<std::byte>& encoded) {
  planes_.resize(std::max(planes_.size(), chunk.size()));
  const std::span<std::byte> planes{planes_.data(), chunk.size()};
  shuffle_bytes(chunk, layout.value_size, planes);
  encoded.resize(ZSTD_compressBound(planes.size()));
  const std::size_t size = ZSTD_compressCCtx(context_.get(), encoded.data(), encoded.size(),
                                             planes.data(), planes.size(), level_);
  PEERWATT_VALIDATE(ZSTD_isError(size) == 0);
  encoded.resize(size);
}

}  // namespace peerwatt::output
