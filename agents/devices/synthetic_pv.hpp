#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "agents/devices/solar_geometry.hpp"

namespace peerwatt::devices {

// Photovoltaic generation from the sun's elevation and seeded clouds: a clear sky yields
// 0.85*sin(elevation)^1.2 of the peak power; the clearness of a day is shared by the site, passing
// clouds are each roof's own. A stand-in for measured profiles, not a model of a module.
class SyntheticPv {
 public:
  SyntheticPv(std::uint64_t seed, const Site& site, double mean_clearness);

  // Adds up to `generation_kwh[i]` for each owner of PV: `capacity_kw` per owner, `owners` their
  // identities for the random numbers. `slot_index` and `day_index` count from the run's start.
  struct Slot {
    SimTime start;
    Duration length;
    std::uint32_t index;
    std::uint32_t day;
  };
  void generate(const Slot& slot, std::span<const std::uint64_t> owners,
                std::span<const double> capacity_kw, std::span<double> generation_kwh) const;

 private:
  double clearness(std::uint32_t day) const;

  std::uint64_t seed_;
  Site site_;
  double mean_clearness_;
};

}  // namespace peerwatt::devices
