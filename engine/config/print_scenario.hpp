#pragma once

#include <string>

#include "engine/scenario/scenario.hpp"

namespace peerwatt::config {

// The scenario as a YAML file that loads to an equal one: every value is written, numbers in the
// shortest form that reads back to the same double, the feeder in full.
std::string print_scenario(const scenario::Scenario& scenario);

}  // namespace peerwatt::config
