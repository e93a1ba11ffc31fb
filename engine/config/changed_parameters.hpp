#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace peerwatt::config {

// The paths of the parameters whose values are not the defaults, sorted. The feeder is left out.
std::vector<std::string> changed_parameters(const scenario::Scenario& scenario);

}  // namespace peerwatt::config
