#pragma once

#include "engine/parameters/visitor.hpp"

// How large power and energy of a prosumer may be: beyond what is built or sold, and far from where
// a run's sums and products lose the 1e-9 that checks go by.
namespace peerwatt::devices {

// A gigawatt, and its energy of some weeks.
inline constexpr auto kPowerKw = parameters::Range::between(0, 1e6);
inline constexpr auto kEnergyKwh = parameters::Range::between(0, 1e9);

}  // namespace peerwatt::devices
