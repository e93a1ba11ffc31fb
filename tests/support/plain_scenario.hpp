#pragma once

#include "engine/network/synthetic_feeder.hpp"

#include "agents/scenario/scenario.hpp"

namespace peerwatt::testing {

// Defaults that fit together: two zones of three buses, a profile `sun` that nobody takes, and one
// prosumer `homes` without PV nor battery. Change what the test is about.
inline scenario::Scenario plain_scenario() {
  scenario::Scenario scenario;
  scenario.network.feeder = network::synthetic_feeder({.zones = 2, .buses_per_zone = 3});
  scenario.profiles.emplace_back().name = "sun";
  scenario.prosumers.emplace_back().name = "homes";
  return scenario;
}

}  // namespace peerwatt::testing
