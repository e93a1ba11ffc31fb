#include "engine/power_flow/branch_flows.hpp"

#include "tests/unit/engine/power_flow/wired_feeders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::RadialPowerFlow;

TEST_CASE("what goes into a line and does not come out is lost in its resistance") {
  const network::DistributionNetwork network{test::two_buses(0.1, 0.2)};
  RadialPowerFlow flow{network, {.tolerance_pu = 1e-13}};
  const std::vector<double> active{0, 500}, reactive{0, 200};
  REQUIRE(flow.solve({.power = {active, reactive}}).converged);
  const power_flow::BranchFlow line = flow_to(BusId{1}, flow);
  const double square = (0.5 * 0.5 + 0.2 * 0.2) / std::pow(flow.voltage_pu(BusId{1}), 2);
  CHECK(line.far_kw == doctest::Approx(-500));
  CHECK(line.far_kvar == doctest::Approx(-200));
  CHECK(line.losses_kw() == doctest::Approx(1000 * 0.1 * square).epsilon(1e-9));
  CHECK(line.losses_kvar() == doctest::Approx(1000 * 0.2 * square).epsilon(1e-9));
  CHECK(line.loading_kva == doctest::Approx(1000 * std::sqrt(square)).epsilon(1e-9));
}

TEST_CASE("the source gives what loads and shunts draw and branches lose") {
  std::mt19937_64 random{9};
  for (int i = 0; i < 100; ++i) {
    CAPTURE(i);
    const network::FeederDescription feeder = test::any_feeder(random, test::Extras::kAll);
    const network::DistributionNetwork network{feeder};
    RadialPowerFlow flow{network, {.tolerance_pu = 1e-12, .most_sweeps = 500}};
    const test::Demand demand = test::any_demand(random, network.bus_count(), 20);
    if (!flow.solve({.power = demand.powers()}).converged) continue;
    const power_flow::NetworkFlow all = network_flow(flow);
    double drawn_kw = 0, drawn_kvar = 0, at_source_kw = 0;
    for (std::uint32_t n = 0; n < network.bus_count(); ++n) {
      const double square = std::pow(flow.voltage_pu(BusId{n}), 2);
      drawn_kw += demand.active_kw[n] + feeder.buses[n].shunt_kw * square;
      drawn_kvar += demand.reactive_kvar[n] - feeder.buses[n].shunt_kvar * square;
      if (BusId{n} != network.root() && network.parent(BusId{n}) == network.root()) {
        at_source_kw += flow_to(BusId{n}, flow).near_kw;
      }
    }
    CHECK(std::abs(all.source_kw - drawn_kw - all.losses_kw) < 1e-6);
    CHECK(std::abs(all.source_kvar - drawn_kvar - all.losses_kvar) < 1e-6);
    const double root_shunt_kw =
        feeder.buses[0].shunt_kw * feeder.source_voltage_pu * feeder.source_voltage_pu;
    CHECK(std::abs(all.source_kw - at_source_kw - demand.active_kw[0] - root_shunt_kw) < 1e-6);
  }
}
