
#include "engine/network/synthetic_feeder.hpp"

#include "agents/environment/network_latency.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

std::string complaint_about(const scenario::Scenario& scenario) {
  try {
    SimulationRun{scenario};
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("latency is a fixed time, one for each line of the path, and one for each kilometre") {
  const network::DistributionNetwork network{
      network::synthetic_feeder({.zones = 2, .buses_per_zone = 3, .spacing_km = 0.5})};
  const BusId near = *network.find_bus("z000_b000"), far = *network.find_bus("z000_b002");
  const BusId other = *network.find_bus("z001_b001");
  const scenario::LatencySettings settings{.fixed_s = 1, .per_hop_s = 0.1, .per_km_s = 0.01};
  const NetworkLatency latency{settings, network, {near, far, other, network.root()}};
  const auto between = [&](std::uint32_t a, std::uint32_t b) {
    return latency.latency(AgentId{a}, AgentId{b}).microseconds();
  };
  CHECK(between(0, 0) == 1'000'000);
  CHECK(between(0, 1) == 1'210'000);  // two lines of 0.5 km
  CHECK(between(1, 0) == 1'210'000);
  CHECK(between(1, 2) == 1'515'000);  // five lines, transformers of no length among them
  CHECK(between(3, 2) == 1'205'000);
  const NetworkLatency fixed{{.fixed_s = 0.25}, network, {near, far}};
  CHECK(fixed.latency(AgentId{0}, AgentId{1}) == Duration::from_seconds(0.25));
}

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

TEST_CASE("a leader that searches has to hear somebody") {
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
