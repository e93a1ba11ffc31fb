#include "engine/power_flow/phase_power_flow.hpp"

#include "engine/core/diagnostics.hpp"

#include "engine/power_flow/branch_flows.hpp"
#include "engine/power_flow/phase_columns.hpp"
#include "engine/power_flow/phase_flows.hpp"

#include "tests/unit/engine/power_flow/phased_feeders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::PhasePowerFlow;

namespace {

constexpr power_flow::SolverSettings kPrecise{.tolerance_pu = 1e-13, .most_sweeps = 500};

}  // namespace

TEST_CASE(
    "loads that are alike in all phases give the balanced state, whatever the zero sequence") {
  std::mt19937_64 random{1};
  int solved = 0;
  for (int i = 0; i < 60; ++i) {
    CAPTURE(i);
    const network::FeederDescription feeder = test::any_phased_feeder(random);
    const network::DistributionNetwork network{feeder};
    const test::Demand demand = test::any_demand(random, network.bus_count(), 20);
    test::Demand thirds;
    for (std::size_t k = 0; k < 3 * network.bus_count(); ++k) {
      thirds.active_kw.push_back(demand.active_kw[k / 3] / 3);
      thirds.reactive_kvar.push_back(demand.reactive_kvar[k / 3] / 3);
    }
    power_flow::RadialPowerFlow balanced{network, kPrecise};
    PhasePowerFlow phases{network, kPrecise};
    const bool converged = balanced.solve({.power = demand.powers()}).converged;
    CHECK(phases.solve(thirds.powers()).converged == converged);
    if (!converged) continue;
    ++solved;
    for (std::uint32_t n = 0; n < network.bus_count(); ++n) {
      const BusId bus{n};
      for (std::size_t phase = 0; phase < 3; ++phase) {
        CHECK(std::abs(phases.voltage_pu(bus, phase) - balanced.voltage_pu(bus)) < 1e-10);
        const double angle = balanced.angle_degree(bus) - 120 * static_cast<double>(phase);
        CHECK(std::abs(std::remainder(phases.angle_degree(bus, phase) - angle, 360)) < 1e-8);
      }
      CHECK(unbalance_percent(bus, phases) < 1e-8);
    }
    CHECK(total_losses_kw(phases) == doctest::Approx(balanced.losses_kw()).epsilon(1e-9));
  }
  CHECK(solved > 30);
}

TEST_CASE("powers balance at every phase of every bus, by the admittances of three conductors") {
  std::mt19937_64 random{2};
  int solved = 0;
  for (int i = 0; i < 100; ++i) {
    CAPTURE(i);
    const network::FeederDescription feeder = test::any_phased_feeder(random);
    const network::DistributionNetwork network{feeder};
    const test::Demand demand = test::any_demand(random, 3 * network.bus_count(), 5);
    PhasePowerFlow flow{network, kPrecise};
    if (!flow.solve(demand.powers()).converged) continue;
    ++solved;
    const std::vector<test::Complex> powers =
        test::phase_powers_into_network(feeder, network, flow);
    double source_kw = 0, drawn_kw = 0;
    for (std::size_t k = 0; k < powers.size(); ++k) {
      if (k / 3 == network.root().index()) {
        source_kw += powers[k].real();
        continue;
      }
      CAPTURE(k);
      CHECK(std::abs(powers[k] + test::Complex{demand.active_kw[k], demand.reactive_kvar[k]}) <
            1e-6);
      drawn_kw += demand.active_kw[k];
    }
    double shunts_kw = 0;
    for (std::uint32_t n = 0; n < network.bus_count(); ++n) {
      for (std::size_t phase = 0; phase < 3; ++phase) {
        const double voltage = flow.voltage_pu(BusId{n}, phase);
        shunts_kw += feeder.buses[n].shunt_kw / 3 * voltage * voltage;
      }
    }
    CHECK(source_kw == doctest::Approx(drawn_kw + shunts_kw + total_losses_kw(flow)).epsilon(1e-9));
  }
  CHECK(solved > 60);
}

// A load of one phase meets (2 * r1 + r0) / 3: its voltage solves v^2 - v + r * p = 0.
TEST_CASE("one phase returns through the zero sequence, and lifts or lowers the others") {
  const network::DistributionNetwork network{test::one_phased_line(0.03, 0.12)};
  PhasePowerFlow flow{network, kPrecise};
  // 100 kW of one phase at a third of 1000 kVA.
  const test::Demand demand{{0, 0, 0, 100, 0, 0}, {0, 0, 0, 0, 0, 0}};
  REQUIRE(flow.solve(demand.powers()).converged);
  const double r = (2 * 0.03 + 0.12) / 3, p = 0.3;
  const double voltage = (1 + std::sqrt(1 - 4 * r * p)) / 2;
  CHECK(flow.voltage_pu(BusId{1}, 0) == doctest::Approx(voltage).epsilon(1e-12));
  // The mutual drop of the others, at their angles to it.
  const double drop = (0.12 - 0.03) / 3 * p / voltage;
  const double other = std::sqrt(1 + drop + drop * drop);
  CHECK(flow.voltage_pu(BusId{1}, 1) == doctest::Approx(other).epsilon(1e-12));
  CHECK(flow.voltage_pu(BusId{1}, 2) == doctest::Approx(other).epsilon(1e-12));
  // A third of the current is of each sequence.
  const double sequence = 0.03 * p / voltage / 3;
  CHECK(unbalance_percent(BusId{1}, flow) ==
        doctest::Approx(100 * sequence / (1 - sequence)).epsilon(1e-9));
}

TEST_CASE("behind a delta the neutral's current does not reach the source") {
  network::FeederDescription feeder = test::one_phased_line(0.01, 0.01);
  feeder.lines[0].kind = network::LineKind::kTransformer;
  feeder.lines[0].phase_shift_degree = 30;
  const network::DistributionNetwork network{feeder};
  PhasePowerFlow flow{network, kPrecise};
  const test::Demand demand{{0, 0, 0, 30, 0, 0}, {0, 0, 0, 0, 0, 0}};
  REQUIRE(flow.solve(demand.powers()).converged);
  const power_flow::PhaseValues at_source = flow.at_parent(1, flow.currents(1));
  CHECK(std::abs(at_source[0] + at_source[1] + at_source[2]) < 1e-15);
  // A delta winding carries the phase's current, between two of the source's conductors.
  const double current = std::abs(flow.currents(1)[0]);
  CHECK(std::abs(at_source[0]) == doctest::Approx(current / std::sqrt(3)).epsilon(1e-12));
  CHECK(std::abs(at_source[1]) < 1e-15);
  CHECK(std::abs(at_source[2]) == doctest::Approx(current / std::sqrt(3)).epsilon(1e-12));
  const double lag = std::remainder(flow.angle_degree(BusId{1}, 0), 360);
  CHECK(lag == doctest::Approx(-30).epsilon(0.01));
}

TEST_CASE("a load beyond what a phase can carry is located, and the next solution begins anew") {
  const network::DistributionNetwork network{test::one_phased_line(0.1, 0.1)};
  PhasePowerFlow flow{network};
  const test::Demand too_much{{0, 0, 0, 0, 1000, 0}, {0, 0, 0, 0, 0, 0}};
  const power_flow::SolverOutcome outcome = flow.solve(too_much.powers());
  CHECK_FALSE(outcome.converged);
  CHECK(outcome.worst_bus == BusId{1});
  const test::Demand little{{0, 0, 0, 0, 10, 0}, {0, 0, 0, 0, 0, 0}};
  CHECK(flow.solve(little.powers()).converged);
}
