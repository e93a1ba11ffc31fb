#include "tools/verification/replay/inverter_replay.hpp"

#include <cmath>

#include "tests/unit/tools/verification/one_line_facts.hpp"
#include "tools/verification/replay/home_draw.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

// As one_line, its home with PV of 100 kW and an inverter of 200 kVA that answers to the voltage:
// it draws all of it at 1.1 p.u., and feeds in half at 0.9.
RunFacts one_roof() {
  RunFacts facts = test::one_line();
  facts.rules.inverter_control = 1;
  facts.network.line_reactance_ohm = {0.2};
  recording::ProsumerStatics& home = facts.prosumers;
  home.pv_capacity_kw = {100};
  home.inverter_control = {2};
  home.inverter_kva = {200};
  home.volt_var_full_below_pu = {0.9};
  home.volt_var_none_from_pu = {0.98};
  home.volt_var_none_to_pu = {1.0};
  home.volt_var_full_above_pu = {1.1};
  home.volt_var_fed_in = {0.5};
  home.volt_var_drawn = {1};
  return facts;
}

}  // namespace

TEST_CASE("an inverter is found on its curve, at high voltage and at low") {
  const RunFacts facts = one_roof();
  NetworkReplay network{facts};
  InverterReplay inverters{facts};
  for (const double kw : {-400.0, 300.0}) {
    CAPTURE(kw);
    inverters.set_generation(0, 10 * facts.slot_hours());
    BusDraw draw = network.base_loads(0);
    draw.active_kw[1] = kw;
    REQUIRE(inverters.solve(network, draw));
    const double v = network.voltage_pu(1);
    const double expected = kw < 0 ? 200 * (v - 1) / 0.1 : -100 * (0.98 - v) / (0.98 - 0.9);
    CHECK(std::abs(expected) > 10);
    CHECK(draw.inverter_kvar[1] == doctest::Approx(expected).epsilon(1e-6));
    CHECK(draw.reactive_kvar[1] == draw.inverter_kvar[1]);
  }
}

TEST_CASE("an inverter is found whose answer is many times what it is asked") {
  RunFacts facts = one_roof();
  facts.prosumers.inverter_kva = {6000};
  NetworkReplay network{facts};
  InverterReplay inverters{facts};
  for (const double kw : {-900.0, 500.0, -400.0}) {
    CAPTURE(kw);
    inverters.set_generation(0, 10 * facts.slot_hours());
    BusDraw draw = network.base_loads(0);
    draw.active_kw[1] = kw;
    REQUIRE(inverters.solve(network, draw));
    const double v = network.voltage_pu(1);
    CHECK(std::abs(draw.inverter_kvar[1]) > 10);
    CHECK(draw.inverter_kvar[1] ==
          doctest::Approx(v > 1 ? 6000 * (v - 1) / 0.1 : -3000 * (0.98 - v) / 0.08).epsilon(1e-5));
  }
}

TEST_CASE("no more is drawn than the rating leaves, and nothing without sun") {
  const RunFacts facts = one_roof();
  NetworkReplay network{facts};
  InverterReplay inverters{facts};
  BusDraw draw = network.base_loads(0);
  draw.active_kw[1] = -900;
  SUBCASE("in full sun") {
    inverters.set_generation(0, 199 * facts.slot_hours());
    REQUIRE(inverters.solve(network, draw));
    CHECK(draw.inverter_kvar[1] == doctest::Approx(std::sqrt(200.0 * 200 - 199 * 199)));
  }
  SUBCASE("at night") {
    inverters.set_generation(0, 0);
    REQUIRE(inverters.solve(network, draw));
    CHECK(draw.inverter_kvar[1] == 0);
  }
}

TEST_CASE("an inverter by power draws above half of its peak power") {
  RunFacts facts = one_roof();
  facts.prosumers.inverter_control = {1};
  const auto drawn = [&](double kw) {
    BusDraw draw = NetworkReplay{facts}.base_loads(0);
    add_home(facts, 0, {.generation_kwh = kw * facts.slot_hours()}, draw);
    CHECK(draw.reactive_kvar[1] == draw.inverter_kvar[1]);
    return draw.inverter_kvar[1];
  };
  CHECK(drawn(50) == 0);
  CHECK(drawn(75) == doctest::Approx(75 * std::tan(std::acos(0.95))));
  CHECK(drawn(100) == doctest::Approx(100 * std::tan(std::acos(0.9))));
  facts.prosumers.inverter_kva = {4.6};
  CHECK(drawn(100) == doctest::Approx(100 * std::tan(std::acos(0.95))));
}

}  // namespace peerwatt::verification
