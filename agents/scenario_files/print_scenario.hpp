#pragma once

#include <string>

#include "agents/scenario/scenario.hpp"

namespace peerwatt::scenario {

// The scenario as a YAML file that loads to an equal one, see config::print_settings.
std::string print_scenario(const Scenario& scenario);

}  // namespace peerwatt::scenario
