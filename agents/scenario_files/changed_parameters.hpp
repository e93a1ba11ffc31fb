#pragma once

#include <string>
#include <vector>

#include "agents/scenario/scenario.hpp"

namespace peerwatt::scenario {

// The paths of the parameters whose values are not the defaults, sorted. The feeder is left out.
std::vector<std::string> changed_parameters(const Scenario& scenario);

}  // namespace peerwatt::scenario
