#pragma once

#include "engine/parameters/visitor.hpp"

// How large power and energy in a scenario may be: beyond what is built or sold, and far from where
// a run's sums and products lose the 1e-9 that checks go by.
namespace peerwatt::scenario {

// Of a prosumer: a gigawatt, and its energy of some weeks.
inline constexpr auto kPowerKw = parameters::Range::between(0, 1e6);
inline constexpr auto kEnergyKwh = parameters::Range::between(0, 1e9);
// Of the power system: a terawatt.
inline constexpr auto kSystemPowerKw = parameters::Range::between(0, 1e9);

}  // namespace peerwatt::scenario
