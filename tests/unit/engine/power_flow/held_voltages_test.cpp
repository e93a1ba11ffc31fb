#include "engine/power_flow/held_voltages.hpp"

#include <algorithm>

#include "tests/unit/engine/power_flow/wired_feeders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::RadialPowerFlow;

TEST_CASE("generators hold their voltages with reactive power alone") {
  std::mt19937_64 random{5};
  int solved = 0;
  for (int i = 0; i < 100; ++i) {
    CAPTURE(i);
    network::FeederDescription feeder = test::any_feeder(random, test::Extras::kAll);
    for (std::size_t n = 1; n < feeder.buses.size(); ++n) {
      feeder.lines[n - 1].reactance_ohm += 0.005 * feeder.base_kv * feeder.base_kv;
      feeder.lines[n - 1].tap_ratio = 1;
      if (n % 7 == 1) feeder.buses[n].held_voltage_pu = feeder.source_voltage_pu + 0.01;
    }
    const network::DistributionNetwork network{feeder};
    RadialPowerFlow flow{network, {.tolerance_pu = 1e-12, .most_sweeps = 1000}};
    const test::Demand demand = test::any_demand(random, network.bus_count(), 20);
    if (!flow.solve({.power = demand.powers()}).converged) continue;
    ++solved;
    const std::vector<test::Complex> into = test::powers_into_network(feeder, network, flow);
    for (std::uint32_t n = 1; n < network.bus_count(); ++n) {
      CHECK(std::abs(into[n].real() + demand.active_kw[n]) < 1e-6);
      if (feeder.buses[n].held_voltage_pu) {
        CHECK(std::abs(flow.voltage_pu(BusId{n}) - *feeder.buses[n].held_voltage_pu) < 1e-10);
      } else {
        CHECK(std::abs(into[n].imag() + demand.reactive_kvar[n]) < 1e-6);
      }
    }
  }
  CHECK(solved > 95);
}

TEST_CASE("a voltage that no reactive power moves cannot be held") {
  network::FeederDescription feeder = test::two_buses(0.1, 0);
  feeder.buses[1].held_voltage_pu = 1.01;
  const network::DistributionNetwork network{feeder};
  CHECK_THROWS_WITH_AS(RadialPowerFlow{network},
                       "bus 'end' cannot hold its voltage: there is no reactance between it and "
                       "the source or another bus that holds one",
                       InputError);
}

TEST_CASE("two generators at one bus, behind a switch, are refused") {
  network::FeederDescription feeder = test::two_buses(0.1, 0.1);
  feeder.buses.push_back({"twin", "", {}});
  feeder.lines.push_back(feeder.lines[0]);
  network::FeederLine& link = feeder.lines.back();
  link.name = "link";
  link.from = "end";
  link.to = "twin";
  link.resistance_ohm = link.reactance_ohm = 0;
  feeder.buses[1].held_voltage_pu = 1.01;
  feeder.buses[2].held_voltage_pu = 1.01;
  const network::DistributionNetwork network{feeder};
  CHECK_THROWS_AS(RadialPowerFlow{network}, InputError);
}
