#include "engine/power_flow/network_state.hpp"

#include "engine/power_flow/branch_flows.hpp"

#include "tests/unit/engine/power_flow/wired_feeders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::NetworkState;
using power_flow::RadialPowerFlow;

namespace {

// Up to the rounding of what cancels in a sum of powers, kW.
bool near(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b));
}

}  // namespace

TEST_CASE("each bus and line shows its part of the solution, whichever way the line is given") {
  std::mt19937_64 random{4};
  for (int i = 0; i < 50; ++i) {
    CAPTURE(i);
    const network::DistributionNetwork network{test::any_feeder(random, test::Extras::kAll)};
    RadialPowerFlow flow{network, {.tolerance_pu = 1e-12, .most_sweeps = 500}};
    const test::Demand demand = test::any_demand(random, network.bus_count(), 20);
    if (!flow.solve({.power = demand.powers()}).converged) continue;
    NetworkState state{network};
    state.read(flow);
    for (std::uint32_t n = 0; n < network.bus_count(); ++n) {
      const BusId bus{n};
      CHECK(near(state.voltage_pu[n], flow.voltage_pu(bus)));
      if (bus == network.root()) continue;
      const std::size_t line = network.parent_line(bus).index();
      const power_flow::BranchFlow branch = flow_to(bus, flow);
      CHECK(near(state.power_kw[line], branch.near_kw));
      CHECK(near(state.reactive_kvar[line], branch.near_kvar));
      CHECK(near(state.losses_kw[line], branch.losses_kw()));
      CHECK(near(state.loading_kva[line], branch.loading_kva));
    }
    CHECK(near(state.total_losses_kw, network_flow(flow).losses_kw));
  }
}
