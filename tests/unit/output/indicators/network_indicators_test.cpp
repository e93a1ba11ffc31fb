#include "output/indicators/network_indicators.hpp"

#include <doctest/doctest.h>

namespace peerwatt::output {
namespace {

// Three homes behind a transformer: one at its bus, two at the end of a cable behind it.
recording::RunDescription street() {
  recording::RunDescription run;
  run.slot = Duration::from_seconds(1800);
  run.solves_power_flow = true;
  run.prosumers.bus = {1, 2, 2};
  run.network.bus_name = {"head", "board", "end"};
  run.network.line_name = {"transformer", "cable"};
  run.network.line_from = {0, 1};
  run.network.line_to = {1, 2};
  run.network.bus_base_load_kw = {0, 8, 0};
  run.rules.voltage_min_pu = 0.9;
  run.rules.voltage_max_pu = 1.1;
  run.rules.loading_limit_percent = 100;
  return run;
}

constexpr double kServedKwh = 10;  // of the load, in a slot

recording::SlotRecord slot(double lowest, double highest, double loading) {
  recording::SlotRecord slot;
  slot.system.losses_kwh = 0.5;
  slot.network.base_load_factor = 0.5;
  slot.network.voltage_lowest_pu = lowest;
  slot.network.voltage_lowest_bus = 2;
  slot.network.voltage_highest_pu = highest;
  slot.network.voltage_highest_bus = 1;
  slot.network.loading_highest_percent = loading;
  slot.network.loading_highest_line = loading > 50 ? 0 : 1;
  slot.network.voltage_violations = lowest < 0.9 || highest > 1.1 ? 1 : 0;
  slot.network.loading_violations = loading > 100 ? 1 : 0;
  return slot;
}

recording::SlotRecord unsolved() {
  recording::SlotRecord slot;
  slot.network.converged = false;
  slot.network.unsolved_bus = 2;
  return slot;
}

NetworkIndicators over(std::initializer_list<recording::SlotRecord> slots) {
  NetworkAccumulator accumulator{street()};
  for (const recording::SlotRecord& slot : slots) accumulator.add(slot);
  return accumulator.result(kServedKwh * static_cast<double>(slots.size()));
}

}  // namespace

TEST_CASE("the worst of all slots is told, with its place") {
  const NetworkIndicators n =
      over({slot(0.95, 1.0, 40), slot(0.93, 1.05, 60), slot(0.94, 1.01, 20)});
  CHECK(n.voltage_lowest_pu == 0.93);
  CHECK(n.voltage_lowest_bus == 2);
  CHECK(n.voltage_highest_pu == 1.05);
  CHECK(n.voltage_highest_bus == 1);
  CHECK(n.loading_highest_percent == 60);
  CHECK(n.loading_highest_line == 0);
  CHECK(n.voltage_violation_slots == 0);
  CHECK(n.losses_kwh == 1.5);
}

TEST_CASE("by phase the worst is told with its phase, in numbers and in words") {
  recording::SlotRecord worst = slot(0.85, 1.0, 120);
  worst.network.voltage_lowest_phase = 2;
  worst.network.voltage_highest_phase = 1;
  worst.network.loading_highest_phase = 3;
  const NetworkIndicators n = over({worst});
  CHECK(n.voltage_lowest_phase == 2);
  CHECK(n.voltage_highest_phase == 1);
  CHECK(n.loading_highest_phase == 3);
  const std::string text = wires_in_words(n, street());
  CHECK_MESSAGE(text.find("' on phase b (") != std::string::npos, text);
  CHECK_MESSAGE(text.find("' on phase c (") != std::string::npos, text);
  CHECK_FALSE(over({slot(1, 1, 10)}).voltage_lowest_phase);
}

// 10 kWh of homes and 8 kW * 0.5 for half an hour.
TEST_CASE("losses are a share of what homes and base loads used") {
  CHECK(*over({slot(1, 1, 10)}).losses_percent == doctest::Approx(100 * 0.5 / 12));
}

TEST_CASE("without power flow nothing has a value, and nothing is said") {
  recording::RunDescription run = street();
  run.solves_power_flow = false;
  NetworkAccumulator accumulator{run};
  accumulator.add(slot(0.5, 2, 300));
  CHECK_FALSE(accumulator.result(kServedKwh).losses_kwh);
  CHECK_FALSE(accumulator.result(kServedKwh).voltage_violation_slots);
  CHECK(wires_in_words(accumulator.result(kServedKwh), run).empty());
}

TEST_CASE("wires that keep to the limits are told in a sentence") {
  CHECK(wires_in_words(over({slot(0.93, 1.05, 60)}), street()) ==
        "Wires: voltages 0.930 to 1.050 p.u., within 0.9 to 1.1; at most 60 % loading, of "
        "'transformer' (3 homes behind it); lost 0.5 kWh (4.2 %).");
}

TEST_CASE("what is broken is told with its place and the homes there") {
  CHECK(wires_in_words(over({slot(0.85, 1.12, 130), slot(0.95, 1, 40)}), street()) ==
        "WIRES: voltages outside 0.9 to 1.1 p.u. in 1 slot, down to 0.850 at 'end' (2 homes "
        "there), up to 1.120 at 'board' (1 home there); loadings above 100 % in 1 slot, up to "
        "130 % of 'transformer' (3 homes behind it); lost 1.0 kWh (4.2 %).");
}

TEST_CASE("slots without a solution are told first") {
  const NetworkIndicators n = over({unsolved(), slot(0.95, 1, 40)});
  CHECK(n.unsolved_slots == 1);
  CHECK(wires_in_words(n, street()).starts_with("No power flow was found in 1 slot:"));
  CHECK_FALSE(over({unsolved()}).voltage_lowest_pu);
}

}  // namespace peerwatt::output
