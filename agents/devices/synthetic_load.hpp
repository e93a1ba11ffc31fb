#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/devices/energy_source.hpp"

namespace peerwatt::devices {

// Share of the daily energy of an average household that falls into each slot of the wall-clock
// day; sums to 1. A base load with a morning and an evening hump.
std::vector<double> residential_day_shape(std::int64_t slots_per_day);

// Household load from daily habits and seeded noise: each household mixes two archetypes (out at
// work, at home all day), has its own clock (up to 1.5 hours early or late) and a noise of its own
// in every slot. The mean over many days is the household's `mean_kwh_per_day`.
class SyntheticLoad final : public EnergySource {
 public:
  struct Household {
    std::uint64_t identity = 0;  // of the random numbers
    double mean_kwh_per_day = 0;
  };
  SyntheticLoad(std::uint64_t seed, const std::vector<Household>& households,
                std::int64_t slots_per_day);

  void fill(const Slot& slot, std::span<double> energy_kwh) const override;

 private:
  std::uint64_t seed_;
  std::int64_t slots_per_day_;
  std::vector<std::uint64_t> identity_;
  std::vector<double> mean_kwh_per_day_;
  std::vector<double> at_home_share_;
  std::vector<std::int32_t> delay_slots_;
  std::vector<double> worker_shape_;
  std::vector<double> home_shape_;
};

}  // namespace peerwatt::devices
