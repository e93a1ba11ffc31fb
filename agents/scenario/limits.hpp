#pragma once

#include "engine/parameters/visitor.hpp"

// How large the power of the power system may be: beyond what is built, and far from where a run's
// sums and products lose the 1e-9 that checks go by. agents/devices/device_limits.hpp has those of
// a prosumer.
namespace peerwatt::scenario {

// A terawatt.
inline constexpr auto kSystemPowerKw = parameters::Range::between(0, 1e9);

}  // namespace peerwatt::scenario
