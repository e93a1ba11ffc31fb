#include "agents/scenario/placement.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::plain_scenario;

using Names = std::vector<std::string>;

// Names of the buses where the members of a group live.
Names homes(const Scenario& scenario, std::size_t group = 0) {
  Names names;
  const Placement placement{scenario};
  for (const std::uint32_t bus : placement.homes(group)) {
    names.push_back(scenario.network.feeder.buses[bus].name);
  }
  return names;
}

// One load of 1 kW at each of these buses.
Scenario with_loads(const Names& buses) {
  Scenario scenario = plain_scenario();
  for (const std::string& bus : buses) {
    scenario.network.feeder.loads.push_back({.bus = bus, .power_kw = 1});
  }
  scenario.prosumers[0].place = Place::kAtLoads;
  return scenario;
}

TEST_CASE("a group lives at its buses, in their order, or in its zones, or everywhere, in turn") {
  Scenario scenario = plain_scenario();
  ProsumerGroup& group = scenario.prosumers[0];
  group.count = 7;
  CHECK(homes(scenario) == Names{"z000_b000", "z000_b001", "z000_b002", "z001_b000", "z001_b001",
                                 "z001_b002", "z000_b000"});
  group.zones = {"z001"};
  group.count = 4;
  CHECK(homes(scenario) == Names{"z001_b000", "z001_b001", "z001_b002", "z001_b000"});
  group.zones.clear();
  group.buses = {"z001_b002", "z000_b001"};
  group.count = 3;
  CHECK(homes(scenario) == Names{"z001_b002", "z000_b001", "z001_b002"});
}

TEST_CASE("at loads each member is the customer of a load that no earlier member is") {
  Scenario scenario = with_loads({"z001_b001", "z000_b002", "z001_b001", "z000_b000"});
  scenario.prosumers[0].count = 2;
  scenario.prosumers.push_back(scenario.prosumers[0]);
  scenario.prosumers[1].count = 1;
  CHECK(homes(scenario, 0) == Names{"z001_b001", "z000_b002"});
  CHECK(homes(scenario, 1) == Names{"z001_b001"});
  CHECK(Placement{scenario}.trading_customers() == std::vector<bool>{true, true, true, false});
  SUBCASE("in a zone only at loads there") {
    scenario.prosumers[0].zones = {"z000"};
    CHECK(homes(scenario, 0) == Names{"z000_b002", "z000_b000"});
    CHECK(homes(scenario, 1) == Names{"z001_b001"});
  }
  SUBCASE("members beyond the loads share them out again") {
    scenario.prosumers[1].count = 3;
    CHECK(homes(scenario, 1) == Names{"z001_b001", "z000_b000", "z001_b001"});
    scenario.prosumers.push_back(scenario.prosumers[0]);
    CHECK(homes(scenario, 2) == Names{"z001_b001", "z000_b002"});
  }
  SUBCASE("a generator is nobody's load") {
    scenario.network.feeder.loads[0].power_kw = -1;
    CHECK(homes(scenario, 0) == Names{"z000_b002", "z001_b001"});
    CHECK_FALSE(Placement{scenario}.trading_customers()[0]);
  }
}

TEST_CASE("members are on the phase of their load, on one that is named, or in turn") {
  using network::Phase;
  using Phases = std::vector<Phase>;
  Scenario scenario = with_loads({"z001_b001", "z000_b002", "z000_b000"});
  ProsumerGroup& group = scenario.prosumers[0];
  scenario.network.feeder.loads[0].phase = Phase::kB;
  scenario.network.feeder.loads[1].phase = Phase::kC;
  group.count = 4;
  CHECK(Placement{scenario}.phases(0) == Phases{Phase::kB, Phase::kC, Phase::kAll, Phase::kB});
  group.phase = PhaseChoice::kA;
  CHECK(Placement{scenario}.phases(0) == Phases(4, Phase::kA));
  group.phase = PhaseChoice::kAll;
  CHECK(Placement{scenario}.phases(0) == Phases(4, Phase::kAll));
  group.phase = PhaseChoice::kInTurn;
  CHECK(Placement{scenario}.phases(0) == Phases{Phase::kA, Phase::kB, Phase::kC, Phase::kA});
  group.phase = PhaseChoice::kByLoad;
  group.place = Place::kInTurn;
  CHECK(Placement{scenario}.phases(0) == Phases(4, Phase::kAll));
}

TEST_CASE("a drawn phase is a member's own, and none is drawn more often than another") {
  using network::Phase;
  Scenario scenario = plain_scenario();
  scenario.prosumers[0].phase = PhaseChoice::kAtRandom;
  scenario.prosumers[0].count = 3000;
  const std::vector<Phase> phases = Placement{scenario}.phases(0);
  for (const Phase phase : {Phase::kA, Phase::kB, Phase::kC}) {
    // Four standard deviations of a share of one third.
    CHECK(std::abs(std::ranges::count(phases, phase) - 1000) < 104);
  }
  scenario.prosumers[0].count = 5;
  CHECK(Placement{scenario}.phases(0) == std::vector<Phase>(phases.begin(), phases.begin() + 5));
}

TEST_CASE("a drawn bus is a member's own, whoever else there is") {
  Scenario scenario = plain_scenario();
  scenario.prosumers[0].place = Place::kAtRandom;
  scenario.prosumers[0].count = 200;
  const Names many = homes(scenario);
  CHECK(std::set<std::string>(many.begin(), many.end()).size() == 6);
  scenario.prosumers[0].count = 5;
  CHECK(homes(scenario) == Names(many.begin(), many.begin() + 5));
  scenario.seed += 1;
  CHECK(homes(scenario) != Names(many.begin(), many.begin() + 5));
}

TEST_CASE("where no load stands, a group at loads finds no bus") {
  CHECK(homes(with_loads({})).empty());
}

}  // namespace
}  // namespace peerwatt::scenario
