#include "output/hdf5/chunk_encoder.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <libdeflate.h>

#include "engine/core/contracts.hpp"

namespace peerwatt::output {
namespace {

constexpr std::size_t kZlibHeader = 2;
constexpr std::size_t kZlibTrailer = 4;
constexpr std::size_t kStoredBlock = 65535;  // largest stored block of RFC 1951
constexpr std::size_t kStoredHeader = 5;

// A plane of noise with this many zeros in between is stored nevertheless: coding it costs ten
// times the time and saves a few percent of a trace.
constexpr std::uint64_t kMostZerosPercent = 60;

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

// A sample of the plane looks like noise: its bytes, apart from zeros, are as even as those of a
// fair die (collision entropy above 7.6 of 8 bits), so coding them saves next to nothing.
bool looks_random(std::span<const std::byte> plane) {
  constexpr std::size_t kPieces = 8;
  constexpr std::size_t kPiece = 512;
  constexpr std::uint64_t kSample = kPieces * kPiece;
  if (plane.size() < kSample) return false;
  std::array<std::uint32_t, 256> counts{};
  const std::size_t stride = (plane.size() - kPiece) / (kPieces - 1);
  for (std::size_t piece = 0; piece < kPieces; ++piece) {
    const std::byte* begin = plane.data() + piece * stride;
    for (std::size_t i = 0; i < kPiece; ++i) ++counts[static_cast<std::size_t>(begin[i])];
  }
  const std::uint64_t zeros = std::exchange(counts[0], 0);
  if (zeros > kSample * kMostZerosPercent / 100) return false;
  const std::uint64_t others = kSample - zeros;
  std::uint64_t squares = 0;
  for (const std::uint64_t count : counts) squares += count * count;
  return squares <= others * others / 255 * 13 / 10 + others;
}

bool is_zero(const std::byte* value, std::size_t size) {
  return std::all_of(value, value + size, [](std::byte byte) { return byte == std::byte{0}; });
}

// Rows repeat one another, at least in part and in more than zeros: then even noise has matches to
// find.
bool rows_repeat(std::span<const std::byte> chunk, ChunkLayout layout) {
  const std::size_t row = layout.row_values * layout.value_size;
  if (chunk.size() < 2 * row) return false;
  constexpr std::size_t kSample = 1024;
  const std::size_t pairs = (chunk.size() - row) / layout.value_size;
  const std::size_t stride = std::max<std::size_t>(1, pairs / kSample);
  std::size_t equal = 0, tried = 0;
  for (std::size_t i = 0; i < pairs; i += stride, ++tried) {
    const std::byte* value = chunk.data() + i * layout.value_size;
    const bool same = std::memcmp(value, value + row, layout.value_size) == 0;
    if (same && !is_zero(value, layout.value_size)) ++equal;
  }
  return equal * 16 > tried;
}

std::byte* put_stored_blocks(std::byte* out, std::span<const std::byte> data) {
  for (std::size_t begin = 0; begin < data.size(); begin += kStoredBlock) {
    const auto size = static_cast<std::uint16_t>(std::min(kStoredBlock, data.size() - begin));
    const auto complement = static_cast<std::uint16_t>(~size);
    *out++ = std::byte{0};  // not the last block, stored
    *out++ = static_cast<std::byte>(size & 0xff);
    *out++ = static_cast<std::byte>(size >> 8);
    *out++ = static_cast<std::byte>(complement & 0xff);
    *out++ = static_cast<std::byte>(complement >> 8);
    std::memcpy(out, data.data() + begin, size);
    out += size;
  }
  return out;
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

void ChunkEncoder::Release::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

ChunkEncoder::ChunkEncoder(int level) : compressor_{libdeflate_alloc_compressor(level)} {
  PEERWATT_VALIDATE(compressor_ != nullptr);
}

ChunkEncoder::~ChunkEncoder() = default;

void ChunkEncoder::encode(std::span<const std::byte> chunk, ChunkLayout layout,
                          std::vector<std::byte>& encoded) {
  planes_.resize(std::max(planes_.size(), chunk.size()));
  const std::span<std::byte> planes{planes_.data(), chunk.size()};
  shuffle_bytes(chunk, layout.value_size, planes);
  const std::size_t plane = chunk.size() / layout.value_size;
  std::size_t stored = 0;
  if (!rows_repeat(chunk, layout)) {
    while (stored < layout.value_size && looks_random(planes.subspan(stored * plane, plane))) {
      ++stored;
    }
  }
  deflate(planes, stored * plane, encoded);
}

// A zlib stream (RFC 1950): the first `stored` bytes as stored blocks, the rest compressed. The
// low bytes of measured numbers are noise, and they come first in a shuffled chunk.
void ChunkEncoder::deflate(std::span<const std::byte> planes, std::size_t stored,
                           std::vector<std::byte>& encoded) {
  const std::span<const std::byte> rest = planes.subspan(stored);
  const std::size_t rest_bound = libdeflate_deflate_compress_bound(compressor_.get(), rest.size());
  const std::size_t bound = kZlibHeader + stored + (stored / kStoredBlock + 1) * kStoredHeader +
                            rest_bound + kZlibTrailer;
  encoded.resize(bound);
  std::byte* out = encoded.data();
  *out++ = std::byte{0x78};  // deflate, window of 32 KiB
  *out++ = std::byte{0x01};  // fastest level, check bits
  out = put_stored_blocks(out, planes.first(stored));
  const std::size_t size =
      libdeflate_deflate_compress(compressor_.get(), rest.data(), rest.size(), out, rest_bound);
  PEERWATT_VALIDATE(size > 0);
  out += size;
  const std::uint32_t checksum = libdeflate_adler32(1, planes.data(), planes.size());
  for (int shift = 24; shift >= 0; shift -= 8) {
    *out++ = static_cast<std::byte>((checksum >> shift) & 0xff);
  }
  encoded.resize(static_cast<std::size_t>(out - encoded.data()));
}

}  // namespace peerwatt::output
