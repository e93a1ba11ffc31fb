#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/devices/energy_source.hpp"
#include "agents/devices/solar_geometry.hpp"

namespace peerwatt::devices {

// Photovoltaic generation from the sun's elevation and seeded clouds: a clear sky yields
// 0.85*sin(elevation)^1.2 of the peak power; the clearness of a day is shared by the site, passing
// clouds are each roof's own. A stand-in for measured profiles, not a model of a module.
class SyntheticPv final : public EnergySource {
 public:
  struct Roof {
    std::uint64_t identity = 0;  // of the random numbers
    double capacity_kw = 0;      // 0 = no PV
  };
  SyntheticPv(std::uint64_t seed, const Site& site, double mean_clearness, std::vector<Roof> roofs);

  void fill(const Slot& slot, std::span<double> energy_kwh) const override;

 private:
  double clearness(std::uint32_t day) const;

  std::uint64_t seed_;
  Site site_;
  double mean_clearness_;
  std::vector<Roof> roofs_;
};

}  // namespace peerwatt::devices
