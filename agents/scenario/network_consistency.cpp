#include "agents/scenario/consistency.hpp"

namespace peerwatt::scenario {

void check_network(const Scenario& scenario, const ProfilesByName& profiles, Checker& check) {
  const BaseLoadShape& shape = scenario.network.base_load_shape;
  check_source(profiles, "network.base_load_shape", shape.profile, !shape.column.empty(), "column",
               check);
}

}  // namespace peerwatt::scenario
