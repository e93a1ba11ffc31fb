#include "agents/devices/synthetic_pv.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/random.hpp"

namespace peerwatt::devices {
namespace {

constexpr double kClearSkyOutput = 0.85;  // of the peak power, the sun overhead
constexpr double kAirMassExponent = 1.2;  // low sun shines through more air
constexpr double kPassingClouds = 0.15;   // spread of a roof's slots around the day's clearness

}  // namespace

SyntheticPv::SyntheticPv(std::uint64_t seed, const Site& site, double mean_clearness)
    : seed_{seed}, site_{site}, mean_clearness_{mean_clearness} {}

double SyntheticPv::clearness(std::uint32_t day) const {
  const double spread = std::min(mean_clearness_, 1 - mean_clearness_);
  const double draw = uniform({seed_, Purpose::kWeather, 0, day});
  return mean_clearness_ + spread * (2 * draw - 1);
}

void SyntheticPv::generate(const Slot& slot, std::span<const std::uint64_t> owners,
                           std::span<const double> capacity_kw,
                           std::span<double> generation_kwh) const {
  const SimTime middle = slot.start + Duration::from_microseconds(slot.length.microseconds() / 2);
  const double sine = sine_of_solar_elevation(site_, middle);
  if (sine <= 0) {
    std::fill(generation_kwh.begin(), generation_kwh.end(), 0.0);
    return;
  }
  const double clear_sky = kClearSkyOutput * std::pow(sine, kAirMassExponent);
  const double per_kw = clear_sky * clearness(slot.day) * slot.length.hours();
  for (std::size_t i = 0; i < owners.size(); ++i) {
    if (capacity_kw[i] <= 0) {
      generation_kwh[i] = 0;
      continue;
    }
    const double draw = uniform({seed_, Purpose::kGeneration, owners[i], slot.index});
    generation_kwh[i] = capacity_kw[i] * per_kw * (1 + kPassingClouds * (2 * draw - 1));
  }
}

}  // namespace peerwatt::devices
