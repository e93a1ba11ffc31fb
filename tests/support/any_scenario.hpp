#pragma once

#include <cstdint>

#include "agents/scenario/scenario.hpp"

namespace peerwatt::testing {

// A random_scenario with more drawn: every market mechanism, leader rule, aim and protocol, levels,
// coalitions with charges and radius, premiums, strategies and arrivals in order books, a virtual
// power plant, few rounds, either float width, each trace level. Free of inconsistencies; the same
// seed draws the same scenario.
scenario::Scenario any_scenario(std::uint64_t seed);

}  // namespace peerwatt::testing
