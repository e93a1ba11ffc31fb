#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/config/override.hpp"

#include "agents/scenario/scenario.hpp"

#include "tests/support/random_stream.hpp"

namespace peerwatt::testing {

// Draws an extreme value for each parameter that the scenario has, from what the declarations say
// of it: bounds and what is next to them, zeros, the smallest and largest numbers, other choices,
// empty texts and lists, days of clock changes. Sizes (members, days, visits) stay so small that a
// run takes less than two seconds, unless they are out of range.
std::vector<config::Override> extreme_values(const scenario::Scenario& scenario,
                                             RandomStream& draws);

}  // namespace peerwatt::testing
