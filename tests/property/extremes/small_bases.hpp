#pragma once

#include <cstdint>

#include "agents/scenario/scenario.hpp"

namespace peerwatt::testing {

// any_scenario with at most four members in each group. In some all prices, or all energies, are
// multiplied by a power of ten; in some load, generation and prices come from a profile. The same
// seed draws the same scenario.
scenario::Scenario small_base(std::uint64_t seed);

}  // namespace peerwatt::testing
