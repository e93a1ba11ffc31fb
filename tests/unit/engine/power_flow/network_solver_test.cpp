#include "engine/power_flow/network_solver.hpp"

#include "engine/power_flow/branch_flows.hpp"
#include "engine/power_flow/phase_flows.hpp"
#include "engine/power_flow/phase_power_flow.hpp"

#include "tests/unit/engine/power_flow/phased_feeders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::NetworkState;
using power_flow::Phasing;

TEST_CASE("balanced, the state read is that of the balanced sweeps") {
  std::mt19937_64 random{5};
  const network::DistributionNetwork network{test::any_phased_feeder(random)};
  const test::Demand demand = test::any_demand(random, network.bus_count(), 1);
  power_flow::RadialPowerFlow flow{network};
  REQUIRE(flow.solve({.power = demand.powers()}).converged);
  const auto solver = make_network_solver(network, Phasing::kBalanced);
  REQUIRE(solver->solve(demand.powers()).converged);
  NetworkState expected{network}, state{network};
  expected.read(flow);
  solver->read(state);
  CHECK(state.voltage_pu == expected.voltage_pu);
  CHECK(state.power_kw == expected.power_kw);
  CHECK(solver->losses_kw() == expected.total_losses_kw);
}

TEST_CASE("by phase, each bus and line shows its part of the solution beside the other phases'") {
  std::mt19937_64 random{6};
  int solved = 0;
  for (int i = 0; i < 40; ++i) {
    CAPTURE(i);
    const network::DistributionNetwork network{test::any_phased_feeder(random)};
    const test::Demand demand = test::any_demand(random, 3 * network.bus_count(), 3);
    power_flow::PhasePowerFlow flow{network};
    const auto solver = make_network_solver(network, Phasing::kByPhase);
    const bool converged = flow.solve(demand.powers()).converged;
    CHECK(solver->solve(demand.powers()).converged == converged);
    if (!converged) continue;
    ++solved;
    NetworkState state{network, Phasing::kByPhase};
    solver->read(state);
    double losses_kw = 0;
    for (std::uint32_t n = 0; n < network.bus_count(); ++n) {
      const BusId bus{n};
      for (std::size_t phase = 0; phase < 3; ++phase) {
        CHECK(state.voltage_pu[3 * n + phase] == doctest::Approx(flow.voltage_pu(bus, phase)));
        if (bus == network.root()) continue;
        const std::size_t line = 3 * network.parent_line(bus).index() + phase;
        const power_flow::PhaseBranchFlow branch = flow_to(bus, flow);
        CHECK(state.power_kw[line] == branch.near_kva[phase].real());
        CHECK(state.reactive_kvar[line] == branch.near_kva[phase].imag());
        CHECK(state.losses_kw[line] == branch.losses_kw[phase]);
        CHECK(state.loading_kva[line] == branch.loading_kva[phase]);
        losses_kw += branch.losses_kw[phase];
      }
    }
    CHECK(state.total_losses_kw == doctest::Approx(losses_kw).epsilon(1e-12));
    CHECK(solver->losses_kw() == doctest::Approx(losses_kw).epsilon(1e-12));
  }
  CHECK(solved > 20);
}
