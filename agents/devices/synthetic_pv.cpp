#include "agents/devices/synthetic_pv.hpp"

#include <algorithm>

#include "engine/core/portable_math.hpp"
#include "engine/core/random.hpp"

namespace peerwatt::devices {
namespace {

constexpr double kClearSkyOutput = 0.85;  // of the peak power, the sun overhead
constexpr double kAirMassExponent = 1.2;  // low sun shines through more air
constexpr double kPassingClouds = 0.15;   // spread of a roof's slots around the day's clearness

}  // namespace

SyntheticPv::SyntheticPv(std::uint64_t seed, const Site& site, double mean_clearness,
                         std::vector<Roof> roofs)
    : seed_{seed}, site_{site}, mean_clearness_{mean_clearness}, roofs_{std::move(roofs)} {}

double SyntheticPv::clearness(std::uint32_t day) const {
  const double spread = std::min(mean_clearness_, 1 - mean_clearness_);
  const double draw = uniform({seed_, Purpose::kWeather, 0, day});
  return mean_clearness_ + spread * (2 * draw - 1);
}

void SyntheticPv::fill(const Slot& slot, std::span<double> energy_kwh) const {
  const SimTime middle = slot.start + Duration::from_microseconds(slot.length.microseconds() / 2);
  const double sine = sine_of_solar_elevation(site_, middle);
  if (sine <= 0) {
    std::fill(energy_kwh.begin(), energy_kwh.end(), 0.0);
    return;
  }
  const double clear_sky = kClearSkyOutput * portable::pow(sine, kAirMassExponent);
  const double per_kw = clear_sky * clearness(slot.day) * slot.length.hours();
  for (std::size_t i = 0; i < roofs_.size(); ++i) {
    energy_kwh[i] = 0;
    if (roofs_[i].capacity_kw <= 0) continue;
    const double draw = uniform({seed_, Purpose::kGeneration, roofs_[i].identity, slot.index});
    energy_kwh[i] = roofs_[i].capacity_kw * per_kw * (1 + kPassingClouds * (2 * draw - 1));
  }
}

}  // namespace peerwatt::devices
