#pragma once

#include <vector>

#include "engine/config/declared_parameters.hpp"

namespace peerwatt::scenario {

// Everything a scenario file may hold but its header.
std::vector<config::Parameter> scenario_parameters();

}  // namespace peerwatt::scenario
