#include <string>

#include <fmt/format.h>

#include "engine/network/synthetic_feeder.hpp"

#include "agents/simulation/division.hpp"

#include "tests/support/any_scenario.hpp"
#include "tests/support/memory_sink.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

constexpr std::uint64_t kScenarios = 300;
constexpr std::uint32_t kOneAZone = 1000;

// Hangs each zone on the head of the next one instead of the substation: what the first zone sends
// upwards comes last.
void hang_in_a_row(network::FeederDescription& feeder, int zones) {
  for (int zone = 0; zone + 1 < zones; ++zone) {
    const std::string head = fmt::format("z{:03}_b000", zone);
    for (network::FeederLine& line : feeder.lines) {
      if (line.to == head) line.from = fmt::format("z{:03}_b000", zone + 1);
    }
  }
}

// For scenarios whose homes live at loads, or with base loads.
void load_every_bus(network::FeederDescription& feeder) {
  for (const network::FeederBus& bus : feeder.buses) {
    if (!bus.zone.empty()) feeder.loads.push_back({.bus = bus.name, .power_kw = 1.5});
  }
}

// Of 4 to 12 zones; those that the scenario names are among them. In every third scenario messages
// of different zones take different times to those above.
scenario::Scenario many_zones(std::uint64_t seed) {
  scenario::Scenario scenario = any_scenario(seed);
  const int zones = 4 + static_cast<int>(seed % 9);
  scenario.network.feeder =
      network::synthetic_feeder({.zones = zones, .buses_per_zone = 1 + static_cast<int>(seed % 4)});
  load_every_bus(scenario.network.feeder);
  if (seed % 3 == 0) {
    hang_in_a_row(scenario.network.feeder, zones);
    scenario.network.latency = {.fixed_s = 0.01, .per_hop_s = 0.02};
  }
  return scenario;
}

}  // namespace

TEST_CASE("a run is the same, bit for bit, in however many districts and threads") {
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const scenario::Scenario scenario = many_zones(seed);
    const MemorySink whole = run_in_memory(scenario, {.districts = 1, .threads = 1});
    std::uint32_t threads = 0;
    for (const std::uint32_t districts : {2U, 3U, 7U, 16U, kOneAZone}) {
      threads = threads % 4 + 1;
      CAPTURE(seed);
      CAPTURE(districts);
      CAPTURE(threads);
      const MemorySink divided =
          run_in_memory(scenario, {.districts = districts, .threads = threads});
      REQUIRE(first_difference(whole, divided) == "");
    }
  }
}

// One zone has as many prosumers as twenty others.
TEST_CASE("zones of very unequal size are divided as well") {
  scenario::Scenario scenario = any_scenario(3);
  scenario.network.feeder = network::synthetic_feeder({.zones = 20, .buses_per_zone = 2});
  load_every_bus(scenario.network.feeder);
  scenario.prosumers.resize(1);
  scenario.prosumers[0].buses.clear();
  scenario.prosumers[0].zones.clear();
  scenario.prosumers[0].count = 60;
  scenario.prosumers.push_back(scenario.prosumers[0]);
  scenario.prosumers[1].name = "block";
  scenario.prosumers[1].zones = {"z007"};
  const MemorySink whole = run_in_memory(scenario, {.districts = 1, .threads = 1});
  for (const std::uint32_t districts : {3U, 5U, kOneAZone}) {
    CAPTURE(districts);
    REQUIRE(first_difference(whole, run_in_memory(scenario, {districts, 2})) == "");
  }
}

// 6,300 buses are three tasks of the power flow.
TEST_CASE("feeders that threads solve side by side give the same bits as one after the other") {
  scenario::Scenario scenario = any_scenario(3);
  scenario.network.feeder =
      network::synthetic_feeder({.zones = 9, .buses_per_zone = 700, .spacing_km = 0.0005});
  load_every_bus(scenario.network.feeder);
  for (network::FeederLoad& load : scenario.network.feeder.loads) load.power_kw = 0.2;
  scenario.network.power_flow = scenario::PowerFlow::kBalanced;
  scenario.network.base_load = scenario::BaseLoad::kAsGiven;
  scenario.clock.days = 1;
  scenario.trace.level = recording::TraceLevel::kAgents;
  scenario.prosumers.resize(1);
  scenario.prosumers[0].buses.clear();
  scenario.prosumers[0].zones.clear();
  scenario.prosumers[0].count = 90;
  const MemorySink whole = run_in_memory(scenario, {.districts = 9, .threads = 1});
  for (const std::uint32_t threads : {2U, 3U, 4U}) {
    CAPTURE(threads);
    REQUIRE(first_difference(whole, run_in_memory(scenario, {9, threads})) == "");
  }
}
