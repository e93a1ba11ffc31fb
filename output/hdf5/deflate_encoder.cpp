#include "output/hdf5/deflate_encoder.hpp"

#include <algorithm>
#include <array>
#include <bit>
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

// A sample of the plane looks like noise: its bytes, apart from zeros, are as even as those of a
// fair die (collision entropy above 7.6 of 8 bits, or 6.6 of 7 where numbers were rounded within
// the plane), so coding them saves next to nothing.
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
  unsigned varying = 0;  // bits that are set in some byte
  for (unsigned byte = 1; byte < counts.size(); ++byte) varying |= counts[byte] > 0 ? byte : 0;
  const int bits = std::popcount(varying);
  if (bits < 7) return false;
  const std::uint64_t others = kSample - zeros, faces = (1U << bits) - 1;
  std::uint64_t squares = 0;
  for (const std::uint64_t count : counts) squares += count * count;
  return squares <= others * others / faces * 13 / 10 + others;
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

bool is_all_zero(std::span<const std::byte> plane) {
  return std::all_of(plane.begin(), plane.end(),
                     [](std::byte byte) { return byte == std::byte{0}; });
}

// Bits of a deflate stream, the least significant of a byte first.
class BitWriter {
 public:
  explicit BitWriter(std::byte* out) : out_{out} {}
  // Numbers go with their lowest bit first, Huffman codes with their highest.
  void put_number(unsigned number, int bits) {
    for (int i = 0; i < bits; ++i) put_bit(number >> i & 1);
  }
  void put_code(unsigned code, int bits) {
    for (int i = bits - 1; i >= 0; --i) put_bit(code >> i & 1);
  }
  // Fills the last byte up with zeros and returns its end.
  std::byte* end() {
    while (bits_ > 0) put_bit(0);
    return out_;
  }

 private:
  void put_bit(unsigned bit) {
    byte_ |= bit << bits_;
    if (++bits_ < 8) return;
    *out_++ = static_cast<std::byte>(byte_);
    byte_ = 0;
    bits_ = 0;
  }
  std::byte* out_;
  unsigned byte_ = 0;
  int bits_ = 0;
};

constexpr std::size_t kLongestMatch = 258;
constexpr std::size_t bound_of_zeros(std::size_t count) {
  return count / kLongestMatch * 13 / 8 + kLongestMatch + 16;
}

// Zeros as a block of RFC 1951 with its fixed codes: one zero, matches of the byte before, and the
// rest one by one. An empty stored block behind it ends at a whole byte.
std::byte* put_zeros(std::byte* out, std::size_t count) {
  if (count == 0) return out;
  constexpr unsigned kZero = 0x30, kMatch = 0xc5;  // literal 0; length 258, of 8 bits each
  BitWriter bits{out};
  bits.put_number(2, 3);  // not the last block, fixed codes
  bits.put_code(kZero, 8);
  for (std::size_t left = count - 1; left > 0;) {
    if (left >= kLongestMatch) {
      bits.put_code(kMatch, 8);
      bits.put_code(0, 5);  // distance 1
      left -= kLongestMatch;
    } else {
      bits.put_code(kZero, 8);
      --left;
    }
  }
  bits.put_code(0, 7);    // end of the block
  bits.put_number(0, 3);  // not the last block, stored
  out = bits.end();
  for (const unsigned byte : {0U, 0U, 0xffU, 0xffU}) *out++ = static_cast<std::byte>(byte);
  return out;
}

}  // namespace

void DeflateEncoder::Release::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

DeflateEncoder::DeflateEncoder(int level) : compressor_{libdeflate_alloc_compressor(level)} {
  PEERWATT_VALIDATE(compressor_ != nullptr);
}

DeflateEncoder::~DeflateEncoder() = default;

void DeflateEncoder::encode(std::span<const std::byte> chunk, ChunkLayout layout,
                            std::vector<std::byte>& encoded) {
  planes_.resize(std::max(planes_.size(), chunk.size()));
  const std::span<std::byte> planes{planes_.data(), chunk.size()};
  shuffle_bytes(chunk, layout.value_size, planes);
  const std::size_t plane = chunk.size() / layout.value_size;
  const auto number = [&](std::size_t i) { return planes.subspan(i * plane, plane); };
  std::size_t zeros = 0;
  while (zeros + 1 < layout.value_size && is_all_zero(number(zeros))) ++zeros;
  std::size_t noise_end = zeros;
  if (!rows_repeat(chunk, layout)) {
    while (noise_end < layout.value_size && looks_random(number(noise_end))) ++noise_end;
  }
  deflate(planes, {zeros * plane, noise_end * plane}, encoded);
}

// A zlib stream (RFC 1950): zeros, then noise as stored blocks, then the rest compressed. In a
// shuffled chunk the low bytes come first: those of measured numbers are noise, and those of
// rounded ones zero.
void DeflateEncoder::deflate(std::span<const std::byte> planes, Parts parts,
                             std::vector<std::byte>& encoded) {
  const std::span<const std::byte> noise =
      planes.subspan(parts.zeros_end, parts.noise_end - parts.zeros_end);
  const std::span<const std::byte> rest = planes.subspan(parts.noise_end);
  const std::size_t rest_bound = libdeflate_deflate_compress_bound(compressor_.get(), rest.size());
  const std::size_t bound = kZlibHeader + bound_of_zeros(parts.zeros_end) + noise.size() +
                            (noise.size() / kStoredBlock + 1) * kStoredHeader + rest_bound +
                            kZlibTrailer;
  encoded.resize(bound);
  std::byte* out = encoded.data();
  *out++ = std::byte{0x78};  // deflate, window of 32 KiB
  *out++ = std::byte{0x01};  // fastest level, check bits
  out = put_zeros(out, parts.zeros_end);
  out = put_stored_blocks(out, noise);
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
