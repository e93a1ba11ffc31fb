#include "agents/scenario_files/scenario_parameters.hpp"

#include "agents/scenario/scenario.hpp"

namespace peerwatt::scenario {

std::vector<config::Parameter> scenario_parameters() {
  return config::parameters_of<Scenario>();
}

}  // namespace peerwatt::scenario
