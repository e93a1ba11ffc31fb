#include "agents/simulation/latency_checks.hpp"

#include <string>

#include "engine/core/diagnostics.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// What is said of two streets where every message takes as long; the gate closes after 10 s,
// reports are due 10 s later, settlement takes 30.
std::string complaints(double latency_s, scenario::Scenario scenario = two_streets(1)) {
  scenario.network.latency.fixed_s = latency_s;
  const SmallWorld world{scenario};
  try {
    check_latencies({world.scenario, world.community, world.tree, world.timetable, world.directory},
                    world.latency);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an order is on its way once the announcement has come") {
  const SmallWorld world{two_streets(1)};  // every message takes 1 s
  for (const Duration delay : market_delays(world.community, world.directory, world.latency)) {
    CHECK(delay == Duration::from_seconds(1));
  }
  for (const Duration delay : order_delays(world.community, world.directory, world.latency)) {
    CHECK(delay == Duration::from_seconds(2));
  }
}

TEST_CASE("messages that the timetable leaves room for are no mistake") {
  CHECK(complaints(1) == "");
}

TEST_CASE("announcements have to come to the market places before the gate closes") {
  CHECK_FALSE(has(complaints(9.999), "market.gate_s"));
  CHECK(has(complaints(10), "market.gate_s"));
}

TEST_CASE("everything that is too slow is said at once") {
  const std::string all = complaints(100);
  CHECK(has(all, "market.gate_s"));
  CHECK(has(all, "market.report_s"));
  CHECK(has(all, "market.settlement_s"));
  CHECK_FALSE(has(all, "virtual_power_plant"));
}

TEST_CASE("promises are waited for where there is a virtual power plant") {
  scenario::Scenario scenario = two_streets(1);
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kPeak;
  scenario.virtual_power_plant.answer_s = 20;
  CHECK_FALSE(has(complaints(4.999, scenario), "virtual_power_plant.answer_s"));
  CHECK(has(complaints(5, scenario), "virtual_power_plant.answer_s"));
}
