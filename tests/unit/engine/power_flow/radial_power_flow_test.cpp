#include "engine/power_flow/radial_power_flow.hpp"

#include <algorithm>

#include "tests/unit/engine/power_flow/wired_feeders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::RadialPowerFlow;
using power_flow::SolverOutcome;
using test::Complex;
using test::Demand;

namespace {

BusId bus(const network::DistributionNetwork& network, const char* name) {
  return network.find_bus(name).value();
}

// The most that a bus draws more or less than what flows out of the network to it, kVA.
double imbalance_kva(const std::vector<Complex>& into_network, const std::vector<Complex>& drawn,
                     const network::DistributionNetwork& network) {
  double largest = 0;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (BusId{static_cast<std::uint32_t>(i)} == network.root()) continue;
    largest = std::max(largest, std::abs(into_network[i] + drawn[i]));
  }
  return largest;
}

// What loads of the three kinds draw at the voltages found.
std::vector<Complex> drawn_kva(const power_flow::BusDemand& demand, const RadialPowerFlow& solved) {
  std::vector<Complex> drawn;
  for (std::uint32_t i = 0; i < solved.grid().size(); ++i) {
    const double voltage = solved.voltage_pu(BusId{i});
    Complex power{demand.power.active_kw[i], demand.power.reactive_kvar[i]};
    if (!demand.current.active_kw.empty()) {
      power += Complex{demand.current.active_kw[i], demand.current.reactive_kvar[i]} * voltage;
    }
    if (!demand.impedance.active_kw.empty()) {
      power += Complex{demand.impedance.active_kw[i], demand.impedance.reactive_kvar[i]} * voltage *
               voltage;
    }
    drawn.push_back(power);
  }
  return drawn;
}

}  // namespace

// v^2 = (1 + sqrt(1 - 4 * r * p)) / 2 ... for a load of power p behind a resistance r:
// v * (1 - v) = r * p.
TEST_CASE("a load behind a resistance has the voltage of the quadratic equation") {
  const network::DistributionNetwork network{test::two_buses(0.1, 0)};
  RadialPowerFlow flow{network, {.tolerance_pu = 1e-13}};
  const std::vector<double> active{0, 800}, reactive{0, 0};
  REQUIRE(flow.solve({.power = {active, reactive}}).converged);
  const double expected = (1 + std::sqrt(1 - 4 * 0.1 * 0.8)) / 2;
  CHECK(flow.voltage_pu(bus(network, "end")) == doctest::Approx(expected).epsilon(1e-12));
  CHECK(flow.angle_degree(bus(network, "end")) == doctest::Approx(0));
}

TEST_CASE("constant current and constant impedance have solutions in closed form") {
  const network::DistributionNetwork network{test::two_buses(0.1, 0)};
  RadialPowerFlow flow{network, {.tolerance_pu = 1e-13}};
  const std::vector<double> none{0, 0}, active{0, 800};
  REQUIRE(flow.solve({.power = {none, none}, .current = {active, none}}).converged);
  CHECK(flow.voltage_pu(bus(network, "end")) == doctest::Approx(1 - 0.1 * 0.8).epsilon(1e-12));
  REQUIRE(flow.solve({.power = {none, none}, .impedance = {active, none}}).converged);
  CHECK(flow.voltage_pu(bus(network, "end")) ==
        doctest::Approx(1 / (1 + 0.1 * 0.8)).epsilon(1e-12));
}

TEST_CASE("without load a ratio, a shift and the source decide about the voltage") {
  network::FeederDescription feeder = test::two_buses(0.1, 0.1);
  feeder.source_voltage_pu = 1.02;
  feeder.source_angle_degree = 5;
  feeder.lines[0].tap_ratio = 0.95;
  feeder.lines[0].phase_shift_degree = 30;
  const std::vector<double> none{0, 0};
  for (const bool reversed : {false, true}) {
    if (reversed) std::swap(feeder.lines[0].from, feeder.lines[0].to);
    const network::DistributionNetwork network{feeder};
    RadialPowerFlow flow{network};
    REQUIRE(flow.solve({.power = {none, none}}).converged);
    const BusId end = bus(network, "end");
    CHECK(flow.voltage_pu(end) == doctest::Approx(reversed ? 1.02 * 0.95 : 1.02 / 0.95));
    CHECK(flow.angle_degree(end) == doctest::Approx(reversed ? 35 : -25));
  }
}

TEST_CASE("powers balance at every bus of any tree, by the nodal admittances") {
  std::mt19937_64 random{11};
  int solved = 0;
  for (int i = 0; i < 300; ++i) {
    CAPTURE(i);
    const network::FeederDescription feeder =
        test::any_feeder(random, i % 3 == 0 ? test::Extras::kNone : test::Extras::kAll);
    const network::DistributionNetwork network{feeder};
    RadialPowerFlow flow{network, {.tolerance_pu = 1e-12, .most_sweeps = 500}};
    const Demand power = test::any_demand(random, network.bus_count(), 20);
    const Demand current = test::any_demand(random, network.bus_count(), 20);
    const Demand impedance = test::any_demand(random, network.bus_count(), 20);
    power_flow::BusDemand demand{.power = power.powers()};
    if (i % 2 == 0) demand.current = current.powers();
    if (i % 4 < 2) demand.impedance = impedance.powers();
    const SolverOutcome outcome = flow.solve(demand);
    if (!outcome.converged) continue;
    ++solved;
    CHECK(imbalance_kva(test::powers_into_network(feeder, network, flow), drawn_kva(demand, flow),
                        network) < 1e-6);
  }
  CHECK(solved > 290);
}

TEST_CASE("more than a line can carry does not converge, and is located") {
  network::FeederDescription feeder = test::two_buses(0.1, 0);
  feeder.buses.push_back({"near", "", {}});
  feeder.lines.push_back(feeder.lines[0]);
  feeder.lines.back().name = "second";
  feeder.lines.back().to = "near";
  const network::DistributionNetwork network{feeder};
  RadialPowerFlow flow{network};
  const std::vector<double> none{0, 0, 0}, possible{0, 2400, 100}, too_much{0, 2600, 100};
  const SolverOutcome failed = flow.solve({.power = {too_much, none}});
  CHECK_FALSE(failed.converged);
  CHECK(failed.worst_bus == bus(network, "end"));
  CHECK_FALSE(failed.worst_change_pu < 1e-9);
  CHECK(flow.solve({.power = {possible, none}}).converged);
  CHECK(flow.voltage_pu(bus(network, "end")) ==
        doctest::Approx((1 + std::sqrt(1 - 4 * 0.1 * 2.4)) / 2).epsilon(1e-6));
}

// The first sweep takes the voltage to 0, and the second has no current for it: no number is more
// or less than another then.
TEST_CASE("a voltage that vanishes is no solution") {
  const network::DistributionNetwork network{test::two_buses(1, 0)};
  RadialPowerFlow flow{network};
  const std::vector<double> active{0, 1000}, none{0, 0};
  const SolverOutcome outcome = flow.solve({.power = {active, none}});
  CHECK_FALSE(outcome.converged);
  CHECK(outcome.worst_bus == bus(network, "end"));
}

TEST_CASE("a solution begins with the one before it, and does not depend on it") {
  std::mt19937_64 random{3};
  const network::DistributionNetwork network{test::any_feeder(random, test::Extras::kAll)};
  const Demand first = test::any_demand(random, network.bus_count(), 20);
  Demand second = first;
  for (double& kw : second.active_kw) kw *= 1.001;
  RadialPowerFlow warm{network}, cold{network};
  const int sweeps = warm.solve({.power = first.powers()}).sweeps;
  CHECK(warm.solve({.power = second.powers()}).sweeps < sweeps);
  CHECK(cold.solve({.power = second.powers()}).sweeps >= sweeps - 1);
  for (std::uint32_t i = 0; i < network.bus_count(); ++i) {
    CHECK(std::abs(warm.voltage_pu(BusId{i}) - cold.voltage_pu(BusId{i})) < 1e-8);
  }
}
