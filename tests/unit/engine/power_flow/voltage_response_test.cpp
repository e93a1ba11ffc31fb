#include "engine/power_flow/voltage_response.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/unit/engine/power_flow/phased_feeders.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::DroopCurve;
using power_flow::Phasing;
using power_flow::RespondingInverter;
using power_flow::VoltageResponse;

namespace {

// As IEEE 1547-2018 has it for category B; positive where reactive power is drawn.
DroopCurve category_b() {
  return DroopCurve{{{0.92, -0.44}, {0.98, 0}, {1.02, 0}, {1.08, 0.44}}};
}

struct Inverters {
  std::vector<RespondingInverter> list;
  std::vector<double> limits_kvar;
};

Inverters any_inverters(std::mt19937_64& random, std::size_t buses, double rating_kva) {
  std::uniform_real_distribution share{0.1, 1.0};
  std::uniform_int_distribution<std::uint32_t> bus{0, static_cast<std::uint32_t>(buses - 1)};
  std::uniform_int_distribution phase{0, 3};
  Inverters inverters;
  for (int i = 0; i < 30; ++i) {
    const double rating = rating_kva * share(random);
    inverters.list.push_back(
        {BusId{bus(random)}, static_cast<network::Phase>(phase(random)), rating, 0});
    inverters.limits_kvar.push_back(i % 5 == 0 ? 0 : rating * share(random));
  }
  return inverters;
}

double voltage_of(const RespondingInverter& inverter, std::span<const double> voltage_pu,
                  Phasing phasing) {
  const std::size_t bus = inverter.bus.index();
  if (phasing == Phasing::kBalanced) return voltage_pu[bus];
  if (inverter.phase != network::Phase::kAll) {
    return voltage_pu[3 * bus + static_cast<std::size_t>(inverter.phase) - 1];
  }
  return (voltage_pu[3 * bus] + voltage_pu[3 * bus + 1] + voltage_pu[3 * bus + 2]) / 3;
}

// Of the inverter that is farthest from what its curve and limit say; per rating.
double widest_gap(const Inverters& inverters, std::span<const double> drawn_kvar,
                  std::span<const double> voltage_pu, Phasing phasing) {
  const DroopCurve curve = category_b();
  double widest = 0;
  for (std::size_t i = 0; i < inverters.list.size(); ++i) {
    const RespondingInverter& own = inverters.list[i];
    const double limit = inverters.limits_kvar[i];
    const double wanted =
        std::clamp(own.rating_kva * curve.at(voltage_of(own, voltage_pu, phasing)), -limit, limit);
    widest = std::max(widest, std::abs(wanted - drawn_kvar[i]) / own.rating_kva);
  }
  return widest;
}

}  // namespace

// With a resistance of 0.05 p.u. and p fed in, and reactance x, the voltage v behind one line
// solves v^4 + (2*(r*p + x*q) - 1)*v^2 + (r^2 + x^2)*(p^2 + q^2) = 0 for power p, q drawn.
TEST_CASE("one inverter finds the point where its curve meets the line's") {
  const double r = 0.05, x = 0.1;
  const network::DistributionNetwork network{test::two_buses(r, x)};
  VoltageResponse response{
      network, Phasing::kBalanced, {{BusId{1}, network::Phase::kAll, 1000, 0}}, {category_b()}};
  const auto solver = make_network_solver(network, Phasing::kBalanced);
  const test::Demand demand{{0, -900}, {0, 0}};
  const std::vector<double> limit{440};
  REQUIRE(response.solve(*solver, demand.powers(), limit).converged);
  const double q = response.drawn_kvar()[0] / 1000, p = -0.9;
  const double half = (1 - 2 * (r * p + x * q)) / 2;
  const double v = std::sqrt(half + std::sqrt(half * half - (r * r + x * x) * (p * p + q * q)));
  CHECK(v > 1.02);
  CHECK(v < 1.08);
  CHECK(std::abs(q - (v - 1.02) / 0.06 * 0.44) < 2e-8);
}

TEST_CASE("all inverters end on their curves and within their limits, balanced and by phase") {
  std::mt19937_64 random{8};
  for (const Phasing phasing : {Phasing::kBalanced, Phasing::kByPhase}) {
    int solved = 0;
    for (int i = 0; i < 60; ++i) {
      CAPTURE(i);
      const network::DistributionNetwork network{test::any_phased_feeder(random)};
      const test::Demand demand =
          test::any_demand(random, network.bus_count() * values_each(phasing), 5);
      // Up to where inverters move voltages more than voltages move them.
      const double rating_kva = i % 3 == 0 ? 20 : i % 3 == 1 ? 80 : 800;
      const Inverters inverters = any_inverters(random, network.bus_count(), rating_kva);
      VoltageResponse response{network, phasing, inverters.list, {category_b()}};
      const auto solver = make_network_solver(network, phasing);
      if (!response.solve(*solver, demand.powers(), inverters.limits_kvar).converged) {
        // The wires do not carry what is drawn even without the inverters.
        CHECK_FALSE(make_network_solver(network, phasing)->solve(demand.powers()).converged);
        continue;
      }
      ++solved;
      std::vector<double> voltage_pu(demand.active_kw.size());
      solver->read_voltages(voltage_pu);
      CHECK(widest_gap(inverters, response.drawn_kvar(), voltage_pu, phasing) < 1.1e-8);
      // The voltages are those of a power flow in which the inverters draw just that.
      test::Demand whole = demand;
      for (std::size_t k = 0; k < inverters.list.size(); ++k) {
        const RespondingInverter& own = inverters.list[k];
        draw(own.bus.index(), own.phase, response.drawn_kvar()[k], phasing, whole.reactive_kvar);
      }
      const auto plain = make_network_solver(network, phasing);
      REQUIRE(plain->solve(whole.powers()).converged);
      std::vector<double> expected(voltage_pu.size());
      plain->read_voltages(expected);
      for (std::size_t n = 0; n < expected.size(); ++n) {
        CHECK(std::abs(voltage_pu[n] - expected[n]) < 1e-7);
      }
    }
    CAPTURE(static_cast<int>(phasing));
    CHECK(solved > 50);
  }
}

// A station behind 0.1 p.u. of 1 MVA, whose inverters of 12.7 MVA answer nine times as much as they
// are asked.
TEST_CASE(
    "inverters that move their voltage far more than it moves them are found on their curve") {
  const network::DistributionNetwork network{test::two_buses(0.025, 0.0968)};
  const std::vector<double> ratings{9700, 3000};
  VoltageResponse response{network,
                           Phasing::kBalanced,
                           {{BusId{1}, network::Phase::kAll, ratings[0], 0},
                            {BusId{1}, network::Phase::kAll, ratings[1], 0}},
                           {category_b()}};
  const auto solver = make_network_solver(network, Phasing::kBalanced);
  for (const auto& [kw, kvar] :
       {std::pair{-3925.0, 581.0}, std::pair{-3825.0, 723.0}, std::pair{-1455.0, 1398.0},
        std::pair{-1310.0, 772.0}, std::pair{488.0, 1239.0}, std::pair{1739.0, 1339.0}}) {
    CAPTURE(kw);
    const test::Demand demand{{0, kw}, {0, kvar}};
    REQUIRE(response.solve(*solver, demand.powers(), ratings).converged);
    std::vector<double> voltage_pu(2);
    solver->read_voltages(voltage_pu);
    const double share = category_b().at(voltage_pu[1]);
    CHECK(std::abs(response.drawn_kvar()[0] / ratings[0] - share) < 1.1e-8);
    CHECK(std::abs(response.drawn_kvar()[1] / ratings[1] - share) < 1.1e-8);
  }
}

TEST_CASE("a next slot begins with what inverters drew, and ends where it would without") {
  const network::DistributionNetwork network{test::two_buses(0.05, 0.1)};
  const std::vector<RespondingInverter> inverter{{BusId{1}, network::Phase::kAll, 1000, 0}};
  VoltageResponse warm{network, Phasing::kBalanced, inverter, {category_b()}};
  const auto solver = make_network_solver(network, Phasing::kBalanced);
  const std::vector<double> limit{440};
  for (const double kw : {-900.0, 300.0, -500.0}) {
    CAPTURE(kw);
    const test::Demand demand{{0, kw}, {0, 0}};
    REQUIRE(warm.solve(*solver, demand.powers(), limit).converged);
    VoltageResponse cold{network, Phasing::kBalanced, inverter, {category_b()}};
    const auto fresh = make_network_solver(network, Phasing::kBalanced);
    REQUIRE(cold.solve(*fresh, demand.powers(), limit).converged);
    CHECK(std::abs(warm.drawn_kvar()[0] - cold.drawn_kvar()[0]) < 2e-5);
  }
}

TEST_CASE("where the power flow finds nothing, inverters draw nothing, and the next begins anew") {
  const network::DistributionNetwork network{test::two_buses(0.1, 0.1)};
  VoltageResponse response{
      network, Phasing::kBalanced, {{BusId{1}, network::Phase::kAll, 100, 0}}, {category_b()}};
  const auto solver = make_network_solver(network, Phasing::kBalanced);
  const test::Demand too_much{{0, 9000}, {0, 0}}, little{{0, 10}, {0, 0}};
  const std::vector<double> limit{44};
  const power_flow::SolverOutcome outcome = response.solve(*solver, too_much.powers(), limit);
  CHECK_FALSE(outcome.converged);
  CHECK(outcome.worst_bus == BusId{1});
  CHECK(response.drawn_kvar()[0] == 0);
  CHECK(response.solve(*solver, little.powers(), limit).converged);
}
