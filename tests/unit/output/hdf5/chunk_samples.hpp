#pragma once

#include <cstddef>
#include <cstring>
#include <random>
#include <vector>

#include "output/hdf5/significant_bits.hpp"

// Chunks of numbers like those of a trace.
namespace peerwatt::test {

enum class Kind { kZeros, kNoise, kZerosBetween, kRepeated, kRounded, kRoundedZeros };

inline std::vector<double> sample(std::size_t count, Kind kind, std::mt19937_64& random) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double noise = 1 + static_cast<double>(random() >> 11) * 0x1p-53;
    if (kind == Kind::kNoise) values[i] = noise;  // in the low bytes
    if (kind == Kind::kZerosBetween) values[i] = random() % 3 == 0 ? noise : 0;
    if (kind == Kind::kRounded) values[i] = output::rounded_to_bits(noise, 28);
    if (kind == Kind::kRoundedZeros)
      values[i] = random() % 3 == 0 ? output::rounded_to_bits(noise, 20) : 0;
    if (kind == Kind::kRepeated) values[i] = i < 500 ? noise : values[i - 500];
  }
  return values;
}

inline std::vector<std::byte> bytes(const std::vector<double>& values) {
  std::vector<std::byte> result(values.size() * sizeof(double));
  std::memcpy(result.data(), values.data(), result.size());
  return result;
}

}  // namespace peerwatt::test
