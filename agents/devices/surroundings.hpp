#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "agents/devices/solar_geometry.hpp"

namespace peerwatt::devices {

// What the devices of a group are made from, besides their own settings and who the members are.
struct Surroundings {
  std::uint64_t seed = 0;
  std::int64_t slots_per_day = 0;
  Site site;
  double mean_clearness = 0;  // of the sky, in [0, 1]
  // A column of a measured profile: one value per slot of the run, which outlives the devices.
  std::function<std::span<const double>(const std::string& profile, const std::string& column)>
      series;
};

}  // namespace peerwatt::devices
