#include "agents/devices/synthetic_load.hpp"

#include <cmath>
#include <numeric>

#include "engine/core/portable_math.hpp"
#include "engine/core/random.hpp"

namespace peerwatt::devices {
namespace {

// Draws of Purpose::kLoad below this address are habits; noise starts there, a slot each.
constexpr std::uint32_t kFirstNoiseDraw = 16;
constexpr double kNoise = 0.35;
constexpr double kLargestDelayHours = 1.5;

struct Hump {
  double hour;
  double width_hours;
  double height;  // times the base load
};

constexpr double kBase = 1.0;
constexpr Hump kWorkerHumps[] = {{7.0, 1.1, 1.8}, {19.3, 2.0, 3.6}};
constexpr Hump kHomeHumps[] = {{8.5, 1.6, 1.4}, {13.0, 2.6, 1.2}, {19.0, 2.2, 2.8}};

// Height of a bell around `hump.hour` on a clock of 24 hours.
double hump_at(const Hump& hump, double hour) {
  double distance = std::fabs(hour - hump.hour);
  if (distance > 12) distance = 24 - distance;
  const double scaled = distance / hump.width_hours;
  return hump.height * portable::exp(-0.5 * scaled * scaled);
}

std::vector<double> day_shape(std::span<const Hump> humps, std::int64_t slots_per_day) {
  std::vector<double> shape(static_cast<std::size_t>(slots_per_day));
  for (std::size_t slot = 0; slot < shape.size(); ++slot) {
    const double hour = (static_cast<double>(slot) + 0.5) * 24 / static_cast<double>(slots_per_day);
    shape[slot] = kBase;
    for (const Hump& hump : humps) shape[slot] += hump_at(hump, hour);
  }
  const double sum = std::accumulate(shape.begin(), shape.end(), 0.0);
  for (double& share : shape) share /= sum;
  return shape;
}

}  // namespace

std::vector<double> residential_day_shape(std::int64_t slots_per_day) {
  std::vector<double> shape = day_shape(kWorkerHumps, slots_per_day);
  const std::vector<double> home = day_shape(kHomeHumps, slots_per_day);
  for (std::size_t slot = 0; slot < shape.size(); ++slot) {
    shape[slot] = (shape[slot] + home[slot]) / 2;
  }
  return shape;
}

SyntheticLoad::SyntheticLoad(std::uint64_t seed, const std::vector<Household>& households,
                             std::int64_t slots_per_day)
    : seed_{seed},
      slots_per_day_{slots_per_day},
      worker_shape_{day_shape(kWorkerHumps, slots_per_day)},
      home_shape_{day_shape(kHomeHumps, slots_per_day)} {
  const double slots_per_hour = static_cast<double>(slots_per_day) / 24;
  for (const Household& household : households) {
    const double delay = 2 * uniform({seed, Purpose::kLoad, household.identity, 1}) - 1;
    identity_.push_back(household.identity);
    mean_kwh_per_day_.push_back(household.mean_kwh_per_day);
    at_home_share_.push_back(uniform({seed, Purpose::kLoad, household.identity, 0}));
    delay_slots_.push_back(
        static_cast<std::int32_t>(std::lround(kLargestDelayHours * slots_per_hour * delay)));
  }
}

void SyntheticLoad::fill(const Slot& slot, std::span<double> energy_kwh) const {
  // (1 + s*z)^2 / (1 + s^2) is never negative and has mean 1 for z of mean 0 and variance 1.
  constexpr double kScale = 1 / (1 + kNoise * kNoise);
  for (std::size_t i = 0; i < identity_.size(); ++i) {
    std::int64_t place = slot.slot_of_day - delay_slots_[i];
    if (place < 0) place += slots_per_day_;
    if (place >= slots_per_day_) place -= slots_per_day_;
    const auto at = static_cast<std::size_t>(place);
    const double share =
        worker_shape_[at] + at_home_share_[i] * (home_shape_[at] - worker_shape_[at]);
    const double root =
        1 + kNoise * bell({seed_, Purpose::kLoad, identity_[i], kFirstNoiseDraw + slot.index});
    energy_kwh[i] = mean_kwh_per_day_[i] * share * root * root * kScale;
  }
}

}  // namespace peerwatt::devices
