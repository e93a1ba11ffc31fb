#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace peerwatt::output {

// What says of a variable how many bits of its values were kept, the leading one not counted: a
// name that netCDF gives.
inline constexpr const char* kBitsAfterTheFirst = "_QuantizeBitRoundNumberOfSignificantBits";

// Rounds to the nearest number with so many significant bits, the leading one counted, a tie to the
// even one; at least 1 bit. What is no finite number stays as it is, and so does a number that
// needs no more bits. The error is at most 2^-bits of the number. After Kouznetsov, Geosci. Model
// Dev. 14 (2021), the bit rounding of netCDF.
template <class Float>
Float rounded_to_bits(Float value, int bits) {
  using Word = std::conditional_t<sizeof(Float) == 8, std::uint64_t, std::uint32_t>;
  constexpr int kBits = std::numeric_limits<Float>::digits;
  if (bits >= kBits) return value;
  const Word one = Word{1} << (kBits - bits);  // the last bit that is kept
  const auto word = std::bit_cast<Word>(value);
  const Word exponent = std::bit_cast<Word>(std::numeric_limits<Float>::infinity());
  const Word to_even = word / one & 1;
  const Word rounded = (word + (one / 2 - 1) + to_even) & ~(one - 1);
  return (word & exponent) == exponent ? value : std::bit_cast<Float>(rounded);
}

}  // namespace peerwatt::output
