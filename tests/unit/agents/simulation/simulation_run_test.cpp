#include "agents/simulation/simulation_run.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Every message takes 8 seconds. All times are just long enough: a microsecond later would be too
// late.
struct SlowNetwork {
  SlowNetwork() {
    scenario.prosumers = {group_of("home", 3)};
    scenario.network.latency = {.fixed_s = 8};
    scenario.market.gate_s = above(8);
    scenario.market.levels = {{.gate_s = above(8)}};
    scenario.market.report_s = 4 * above(8);
    scenario.market.settlement_s = 2 * above(8);
    scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kPeak;
    scenario.virtual_power_plant.answer_s = 4 * above(8);
    scenario.leader.protocol = scenario::Protocol::kIterative;
  }
  static constexpr double above(double seconds) { return seconds + 1e-6; }

  // The parameters that are complained about, separated by spaces.
  std::string complaints() const {
    std::string paths;
    try {
      const SimulationRun run{scenario};
    } catch (const InputError& error) {
      for (const Diagnostic& diagnostic : error.diagnostics()) {
        CHECK(diagnostic.severity == Severity::kError);
        if (!paths.empty()) paths += ' ';
        paths += diagnostic.message.substr(0, diagnostic.message.find(':'));
      }
    }
    return paths;
  }

  scenario::Scenario scenario = quiet_day();
};

// A home that takes as much all day, measured in one row of a file.
profiles::ProfileLayout meter(const TemporaryFolder& folder, const std::string& name, double kwh) {
  profiles::ProfileLayout layout;
  layout.name = name;
  layout.path = folder / (name + ".csv");
  layout.time_column = "minute";
  layout.time_format = profiles::TimeFormat::kMinuteOfDay;
  layout.step_s = 86400;
  std::ofstream{layout.path} << fmt::format("minute,energy\n0,{}\n", kwh);
  return layout;
}

scenario::ProsumerGroup measured(const std::string& name) {
  scenario::ProsumerGroup group = group_of(name, 1);
  group.load.profile = name;
  group.load.columns = {"energy"};
  return group;
}

}  // namespace

TEST_CASE("a network that is just quick enough is no reason to complain") {
  CHECK(SlowNetwork{}.complaints().empty());
}

TEST_CASE("every time that is a microsecond too short is complained about by itself") {
  SlowNetwork gate, level, report, settlement, answer;
  gate.scenario.market.gate_s = 8;
  CHECK(gate.complaints() == "market.gate_s");
  level.scenario.market.levels[0].gate_s = 8;
  CHECK(level.complaints() == "market.levels");
  report.scenario.market.report_s = 32;
  CHECK(report.complaints() == "market.report_s");
  settlement.scenario.market.settlement_s = 16;
  CHECK(settlement.complaints() == "market.settlement_s");
  answer.scenario.virtual_power_plant.answer_s = 32;
  CHECK(answer.complaints() == "virtual_power_plant.answer_s");
}

TEST_CASE("all that is too slow is complained about at once") {
  SlowNetwork slow;
  slow.scenario.network.latency.fixed_s = 16.1;
  CHECK(slow.complaints() ==
        "market.gate_s market.levels market.report_s market.settlement_s "
        "virtual_power_plant.answer_s");
  slow.scenario.leader.protocol = scenario::Protocol::kDirect;
  CHECK(slow.complaints() ==
        "market.gate_s market.levels market.report_s market.settlement_s "
        "virtual_power_plant.answer_s");
}

TEST_CASE("nobody waits for a virtual power plant that is off, nor for levels that are not there") {
  SlowNetwork slow;
  slow.scenario.virtual_power_plant = {.answer_s = 1};
  slow.scenario.market.levels.clear();
  CHECK(slow.complaints().empty());
}

TEST_CASE("all files that cannot be read are complained about at once") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = quiet_day();
  scenario.profiles = {meter(folder, "north", 24), meter(folder, "south", 12)};
  scenario.prosumers = {measured("north"), measured("south")};
  for (const profiles::ProfileLayout& layout : scenario.profiles) {
    std::filesystem::remove(layout.path);
  }
  try {
    const SimulationRun run{scenario};
    FAIL("nothing was thrown");
  } catch (const InputError& error) {
    REQUIRE(error.diagnostics().size() == 2);
    CHECK(error.diagnostics()[0].text().find("north.csv") != std::string::npos);
    CHECK(error.diagnostics()[1].text().find("south.csv") != std::string::npos);
  }
}

// Checksums by the program sha256sum; names of profiles in the opposite order of the alphabet.
TEST_CASE("checksums of the profiles' files are in the order of the scenario") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = quiet_day();
  scenario.profiles = {meter(folder, "south", 24), meter(folder, "north", 12)};
  scenario.prosumers = {measured("north"), measured("south")};
  CHECK(
      SimulationRun{scenario}.profile_sha256() ==
      std::vector<std::string>{"0592c0d745672263ecbcfdac8faf1df2d67c3115dcf02b70a55663c57aa47868",
                               "f353fe9844dbc08856fe6c56699ca246f617c06fba1bb06b00c41db04450a63c"});
  CHECK(SimulationRun{lively_day(3)}.profile_sha256().empty());
}

TEST_CASE("a run notes what its prices will do before what its network will") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 3)};
  CHECK(SimulationRun{scenario}.notes().empty());
  scenario.profiles = {meter(folder, "prices", 0.125)};
  scenario.profiles[0].unit = profiles::CellUnit::kPrice;
  scenario.leader.rule = scenario::LeaderRule::kReplay;
  scenario.leader.profile = "prices";
  scenario.leader.column = "energy";
  scenario.network.latency = {.fixed_s = 5};  // there and back is as long as the gate is open
  const std::vector<Diagnostic> notes = SimulationRun{scenario}.notes();
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].message.find("leader.profile: ") == 0);
  CHECK(notes[1].message.find("market.gate_s: no order of 3 of 3 prosumers arrives") == 0);
  scenario.market.mechanism = market::MechanismId::kNone;  // nobody orders
  CHECK(SimulationRun{scenario}.notes().size() == 1);
}

// Whole multiples of 1e-9: selling prices round down, the feed-in price up.
TEST_CASE("a run is described in the prices that it announces") {
  scenario::Scenario scenario = lively_day(3);
  scenario.cps.tariff.flat_price = 0.2500000017;
  scenario.cps.tariff.feed_in_price = 0.0800000012;
  scenario.leader.price_cap = 1.0000000019;
  scenario.leader.price_tolerance = 1e-12;
  const recording::RuleStatics rules = SimulationRun{scenario}.description().rules;
  CHECK(rules.flat_price == 0.250000001);
  CHECK(rules.feed_in_price == 0.080000002);
  CHECK(rules.price_cap == 1.000000001);
  CHECK(rules.price_tolerance == 1e-9);
}

// Its agents refer to each other.
TEST_CASE("a run may be moved before it is executed") {
  const scenario::Scenario scenario = lively_day(12);
  std::vector<SimulationRun> runs;
  runs.emplace_back(scenario);
  SimulationRun moved{std::move(runs.front())};
  runs.clear();
  MemorySink sink;
  StopAfter never;
  CHECK(moved.execute(sink, never) == recording::RunStatus::kComplete);
  CHECK(first_difference(sink, run_in_memory(scenario)) == "");
}
