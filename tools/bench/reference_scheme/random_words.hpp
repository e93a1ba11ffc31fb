#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace peerwatt::bench {

// What a random number of the reference scheme is for.
enum class Draw : std::uint32_t { kPopulation = 1, kLoad = 2, kGeneration = 3, kWeather = 4 };

inline constexpr std::uint64_t kSeed = 1;

// Philox4x32-10 (Salmon et al., SC'11) at the address (seed, draw, owner, number), written out, so
// that a loop over owners becomes vector code.
inline std::array<std::uint32_t, 4> random_words(Draw draw, std::uint64_t owner,
                                                 std::uint32_t number) {
  std::uint32_t c0 = number, c1 = static_cast<std::uint32_t>(draw);
  auto c2 = static_cast<std::uint32_t>(owner), c3 = static_cast<std::uint32_t>(owner >> 32);
  auto k0 = static_cast<std::uint32_t>(kSeed), k1 = static_cast<std::uint32_t>(kSeed >> 32);
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53U} * c0;
    const std::uint64_t p1 = std::uint64_t{0xCD9E8D57U} * c2;
    c0 = static_cast<std::uint32_t>(p1 >> 32) ^ c1 ^ k0;
    c1 = static_cast<std::uint32_t>(p1);
    c2 = static_cast<std::uint32_t>(p0 >> 32) ^ c3 ^ k1;
    c3 = static_cast<std::uint32_t>(p0);
    k0 += 0x9E3779B9U;
    k1 += 0xBB67AE85U;
  }
  return {c0, c1, c2, c3};
}

// In [0, 1), of 52 bits: they are put behind the leading 1 of a double, as there is no vector
// instruction of the x86-64 baseline that converts 64-bit integers.
inline double to_unit(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (std::uint64_t{high} << 32 | low) >> 12;
  return std::bit_cast<double>(bits | 0x3FF0000000000000U) - 1.0;
}

inline double uniform(Draw draw, std::uint64_t owner, std::uint32_t number) {
  const auto words = random_words(draw, owner, number);
  return to_unit(words[0], words[1]);
}

// The sum of eight 16-bit uniforms, scaled to mean 0 and variance 1.
inline double bell(const std::array<std::uint32_t, 4>& words) {
  std::int32_t sum = 0;
  for (const std::uint32_t word : words) {
    sum += static_cast<std::int32_t>((word & 0xffff) + (word >> 16));
  }
  constexpr double kMean = 8 * 32767.5, kDeviation = 53509.94;
  return (sum - kMean) / kDeviation;
}

}  // namespace peerwatt::bench
