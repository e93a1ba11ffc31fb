#include "engine/power_flow/feeder_demand.hpp"

#include "tests/unit/engine/power_flow/wired_feeders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

TEST_CASE("loads of one bus are added up, and what feeds in is taken off") {
  network::FeederDescription feeder = test::two_buses(0.1, 0.1);
  feeder.loads = {{"end", 5, 1, {}}, {"end", -2, 0.5, {}}};
  const network::DistributionNetwork network{feeder};
  const power_flow::FeederDemand demand{feeder, network};
  CHECK(demand.active_kw == std::vector<double>{0, 3});
  CHECK(demand.reactive_kvar == std::vector<double>{0, 1.5});
}
