#pragma once

#include <cmath>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::devices {

// Below it more than twice the active power is reactive.
inline constexpr auto kPowerFactor = parameters::Range::between(0.4, 1);

// Reactive power per active power: tan(phi) at a power factor cos(phi).
inline double reactive_per_active(double power_factor) {
  return std::sqrt(1 - power_factor * power_factor) / power_factor;
}

}  // namespace peerwatt::devices
