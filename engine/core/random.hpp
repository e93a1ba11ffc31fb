#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace peerwatt {

// What a random number is for. A new purpose gets a new value at the end: the numbers of the
// others stay what they were.
enum class Purpose : std::uint32_t {
  kPopulation = 1,
  kLoad = 2,
  kGeneration = 3,
  kWeather = 4,
  kForecast = 5,
  kMessageLoss = 6,
  kMarket = 7,
  kArrival = 8,
  kAudit = 9,
  kShapley = 10,
  kCore = 11,
  kAuditSlot = 12,
  kSkyOfDay = 13,
  kSkyOfHour = 14,
};

// The address of a random number. Numbers are looked up, not consumed: asking for one changes no
// other, so one more agent, or one more draw somewhere, leaves everybody else's numbers alone.
struct RandomAddress {
  std::uint64_t seed = 0;
  Purpose purpose{};
  std::uint64_t owner = 0;  // identity of whoever the number belongs to
  std::uint64_t draw = 0;   // below 2^56
};

// Identity of a member of a named group: it depends on the two alone, not on where in a scenario
// the group is declared (FNV-1a, 64 bits).
std::uint64_t identity(std::string_view group, std::uint64_t member);

// Four independent 32-bit numbers at an address: Philox4x32-10 (Salmon et al., SC'11).
std::array<std::uint32_t, 4> random_bits(const RandomAddress& address);

// Uniform in [0, 1), 53 bits.
double uniform(const RandomAddress& address);

// Standard normal, by the Box-Muller transform of two uniforms at the address.
double standard_normal(const RandomAddress& address);

// Cheap bell: the sum of eight 16-bit uniforms (Irwin-Hall), centred and scaled to mean 0 and
// variance 1; never beyond +-4.9.
double bell(const RandomAddress& address);

}  // namespace peerwatt
