#include "tools/verification/replay/network_replay.hpp"

#include <cmath>

#include "tests/unit/tools/verification/one_line_facts.hpp"
#include "tools/verification/replay/home_draw.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

using test::one_line;

// The square x of the voltage behind r solves x^2 + (2*r*p - 1)*x + r^2*(p^2 + q^2) = 0.
double voltage(double p, double q) {
  const double r = 0.1, b = 2 * r * p - 1, c = r * r * (p * p + q * q);
  return std::sqrt((-b + std::sqrt(b * b - 4 * c)) / 2);
}

}  // namespace

TEST_CASE("a load behind a resistance is solved as on paper") {
  const RunFacts facts = one_line();
  NetworkReplay replay{facts};
  REQUIRE(replay.solve(replay.base_loads(2)));
  const double v = voltage(0.16, 0.08), current = std::hypot(0.16, 0.08) / v;
  CHECK(replay.voltage_pu(1) == doctest::Approx(v).epsilon(1e-10));
  const NetworkReplay::Line line = replay.line(0);
  CHECK(line.losses_kw == doctest::Approx(1000 * 0.1 * current * current).epsilon(1e-9));
  CHECK(line.power_kw == doctest::Approx(160 + line.losses_kw).epsilon(1e-9));
  CHECK(line.reactive_kvar == doctest::Approx(80).epsilon(1e-9));
  CHECK(line.loading_percent == doctest::Approx(100 * 1000 * current / 200).epsilon(1e-9));
  CHECK(replay.losses_kw() == doctest::Approx(line.losses_kw));
}

TEST_CASE("a home draws what its connection shows, its load with reactive power") {
  const RunFacts facts = one_line();
  BusDraw draw = NetworkReplay{facts}.base_loads(0);
  add_home(facts, 0, {.drawn_kwh = 2, .served_kwh = 4, .generation_kwh = 2}, draw);
  CHECK(draw.active_kw[1] == doctest::Approx(4));
  CHECK(draw.reactive_kvar[1] == doctest::Approx(4 * 0.75 / 0.5));
}

TEST_CASE("a ratio stands at the end that it is given for") {
  RunFacts facts = one_line();
  facts.network.line_tap_ratio = {1.25};
  SUBCASE("without load both ends give the same voltage") {
    for (const int at_to : {0, 1}) {
      facts.network.line_taps_at_to = {at_to};
      NetworkReplay replay{facts};
      REQUIRE(replay.solve(replay.base_loads(0)));
      CHECK(replay.voltage_pu(1) == doctest::Approx(0.8));
    }
  }
  SUBCASE("with load the impedance is behind it") {
    NetworkReplay near{facts};
    REQUIRE(near.solve(near.base_loads(1)));
    facts.network.line_taps_at_to = {1};
    facts.network.line_resistance_ohm = {0.1 * 1.25 * 1.25};
    NetworkReplay far{facts};
    REQUIRE(far.solve(far.base_loads(1)));
    CHECK(near.voltage_pu(1) == doctest::Approx(far.voltage_pu(1)).epsilon(1e-9));
  }
}

TEST_CASE("what cannot be carried has no solution, and the next one is found all the same") {
  const RunFacts facts = one_line();
  NetworkReplay replay{facts};
  CHECK_FALSE(replay.solve(replay.base_loads(100)));
  CHECK(replay.solve(replay.base_loads(1)));
}

TEST_CASE("only a tree whose voltages nobody holds is solved again") {
  RunFacts facts = one_line();
  CHECK(NetworkReplay::is_possible(facts));
  SUBCASE("a held voltage") {
    facts.network.bus_held_pu[1] = 1;
  }
  SUBCASE("a line to a bus that is not there") {
    facts.network.line_to = {7};
  }
  SUBCASE("a line from nowhere") {
    facts.network.line_from = {-1};
  }
  SUBCASE("a line to its own beginning") {
    facts.network.line_from = {1};
  }
  SUBCASE("a bus without supply") {
    facts.network.bus_name.emplace_back("island");
    facts.network.bus_held_pu.push_back(0);
  }
  SUBCASE("a home at no bus") {
    facts.prosumers.bus = {2};
  }
  CHECK_FALSE(NetworkReplay::is_possible(facts));
}

}  // namespace peerwatt::verification
