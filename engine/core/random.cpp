#include "engine/core/random.hpp"

#include <cmath>
#include <numbers>

#include <Random123/philox.h>

#include "engine/core/portable_math.hpp"

namespace peerwatt {
namespace {

double to_unit(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (std::uint64_t{high} << 32 | low) >> 11;
  return static_cast<double>(bits) * 0x1p-53;
}

}  // namespace

std::uint64_t identity(std::string_view group, std::uint64_t member) {
  constexpr std::uint64_t kPrime = 0x100000001b3;
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto mix = [&](std::uint64_t byte) { hash = (hash ^ byte) * kPrime; };
  for (const char c : group) mix(static_cast<unsigned char>(c));
  for (int shift = 0; shift < 64; shift += 8) mix(member >> shift & 0xff);
  return hash;
}

std::array<std::uint32_t, 4> random_bits(const RandomAddress& address) {
  r123::Philox4x32 philox;
  // The purpose takes the lowest byte of its word; what a long draw has above 32 bits takes the
  // rest.
  const auto purpose = static_cast<std::uint32_t>(address.purpose);
  const r123::Philox4x32::ctr_type counter{
      {static_cast<std::uint32_t>(address.draw),
       purpose | static_cast<std::uint32_t>(address.draw >> 32) << 8,
       static_cast<std::uint32_t>(address.owner), static_cast<std::uint32_t>(address.owner >> 32)}};
  const r123::Philox4x32::key_type key{
      {static_cast<std::uint32_t>(address.seed), static_cast<std::uint32_t>(address.seed >> 32)}};
  const auto bits = philox(counter, key);
  return {bits[0], bits[1], bits[2], bits[3]};
}

double uniform(const RandomAddress& address) {
  const auto bits = random_bits(address);
  return to_unit(bits[0], bits[1]);
}

double standard_normal(const RandomAddress& address) {
  const auto bits = random_bits(address);
  const double radius = std::sqrt(-2.0 * portable::log(1.0 - to_unit(bits[0], bits[1])));
  return radius * portable::cos(2.0 * std::numbers::pi * to_unit(bits[2], bits[3]));
}

double bell(const RandomAddress& address) {
  std::int64_t sum = 0;
  for (const std::uint32_t bits : random_bits(address)) sum += (bits & 0xffff) + (bits >> 16);
  constexpr double kMean = 8 * 32767.5;
  constexpr double kDeviation = 53509.94;  // 65536 * sqrt(8/12)
  return (static_cast<double>(sum) - kMean) / kDeviation;
}

}  // namespace peerwatt
