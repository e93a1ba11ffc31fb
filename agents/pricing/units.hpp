#pragma once

#include "engine/core/simulated_time.hpp"

namespace peerwatt::game {

// Returns what a constant power comes to over a time.
constexpr double energy_kwh(double power_kw, Duration time) {
  return power_kw * time.seconds() / 3600.0;
}

}  // namespace peerwatt::game
