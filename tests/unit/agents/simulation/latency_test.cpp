#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

std::string complaint_about(const scenario::Scenario& scenario) {
  try {
    const SimulationRun run{scenario};
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a latency that settlement cannot keep up with is refused in clear text") {
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 5)};
  scenario.network.latency = {.fixed_s = 0, .per_hop_s = 3};  // 15 s to the CPS at most
  scenario.market.settlement_s = 30.5;
  CHECK(complaint_about(scenario).empty());
  scenario.market.settlement_s = 30;
  CHECK(complaint_about(scenario) ==
        "market.settlement_s: settlement messages take up to 15 s: settlement_s must be more than "
        "twice as long");
}

TEST_CASE("a latency that announcements to the markets cannot keep up with is refused too") {
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 5)};
  scenario.network.latency = {.fixed_s = 10, .per_hop_s = 2};
  const std::string text = complaint_about(scenario);
  CHECK(text.find("market.gate_s: announcements take up to 12 s") == 0);
  CHECK(text.find("\nmarket.settlement_s: ") != std::string::npos);
  scenario.network.latency = {.fixed_s = 9.5};
  scenario.leader.rule = scenario::LeaderRule::kFlat;
  CHECK(complaint_about(scenario).empty());
}

TEST_CASE("a leader that searches has to receive an answer") {
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 5)};
  scenario.network.latency = {.fixed_s = 5};
  CHECK(
      complaint_about(scenario) ==
      "market.report_s: the first of the prosumers' reports comes to the CPS 10 s after the gate: "
      "report_s must be longer");
  scenario.network.latency = {.fixed_s = 4.5};
  CHECK(complaint_about(scenario).empty());
  scenario.network.latency = {.fixed_s = 5};
  scenario.leader.rule = scenario::LeaderRule::kFlat;  // no reports
  CHECK(complaint_about(scenario).empty());
}

TEST_CASE("a latency that the sums of the iterative protocol cannot keep up with is refused") {
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 5)};
  scenario.network.latency = {.fixed_s = 2.5};
  CHECK(complaint_about(scenario).empty());
  scenario.leader.protocol = scenario::Protocol::kIterative;
  CHECK(complaint_about(scenario) ==
        "market.report_s: the market places' totals take up to 2.5 s to the CPS: report_s must be "
        "more than four times as long");
  scenario.network.latency = {.fixed_s = 2.25};
  CHECK(complaint_about(scenario).empty());
  scenario.leader.rule = scenario::LeaderRule::kFlat;  // no round of answers
  scenario.network.latency = {.fixed_s = 2.5};
  CHECK(complaint_about(scenario).empty());
}

TEST_CASE("kilometres count only where they are known") {
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 5)};
  scenario.network.feeder.lines[2].length_km.reset();
  CHECK(complaint_about(scenario).empty());
  scenario.network.latency.per_km_s = 0.1;
  const std::string text = complaint_about(scenario);
  CHECK(text.find("network.latency.per_km_s: needs the length of every line") == 0);
  CHECK(text.find("has no length") != std::string::npos);
}
