#include "output/hdf5/chunk_encoder.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/core/contracts.hpp"

#include "output/hdf5/deflate_encoder.hpp"
#include "output/hdf5/zstd_encoder.hpp"

namespace peerwatt::output {
namespace {

// In blocks that stay in the first-level cache while all planes are drawn from them.
template <class Word>
void shuffle_words(const std::byte* values, std::size_t count, std::byte* planes) {
  constexpr std::size_t kBlock = 1024;
  std::array<Word, kBlock> words{};
  for (std::size_t begin = 0; begin < count; begin += kBlock) {
    const std::size_t size = std::min(kBlock, count - begin);
    std::memcpy(words.data(), values + begin * sizeof(Word), size * sizeof(Word));
    for (std::size_t plane = 0; plane < sizeof(Word); ++plane) {
      std::byte* out = planes + plane * count + begin;
      for (std::size_t i = 0; i < size; ++i) {
        out[i] = static_cast<std::byte>(static_cast<std::uint8_t>(words[i] >> (8 * plane)));
      }
    }
  }
}

}  // namespace

void shuffle_bytes(std::span<const std::byte> values, std::size_t value_size,
                   std::span<std::byte> planes) {
  const std::size_t count = values.size() / value_size;
  PEERWATT_EXPECTS(planes.size() == values.size());
  switch (value_size) {
    case 8:
      return shuffle_words<std::uint64_t>(values.data(), count, planes.data());
    case 4:
      return shuffle_words<std::uint32_t>(values.data(), count, planes.data());
    case 1:
      std::memcpy(planes.data(), values.data(), values.size());
      return;
    default:
      throw LogicError{"shuffle: a value has 1, 4 or 8 bytes"};
  }
}

std::unique_ptr<ChunkEncoder> make_encoder(Compression compression) {
  PEERWATT_EXPECTS(compression.level > 0);
  if (compression.codec == Codec::kZstd) return std::make_unique<ZstdEncoder>(compression.level);
  return std::make_unique<DeflateEncoder>(compression.level);
}

}  // namespace peerwatt::output
