#include "agents/scenario/checker.hpp"

#include <string>
#include <vector>

#include "agents/scenario/consistency.hpp"

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::plain_scenario;

TEST_CASE("what holds is not complained of, all that does not hold is, in order") {
  Checker checker;
  checker.require(true, "seed", "must be {}", 1);
  checker.require(false, "title", "must be {} (got {})", 1, 2);
  checker.require(false, About("market.k", {"market.mechanism"}), "does not fit");
  const std::vector<Inconsistency> found = checker.take();
  REQUIRE(found.size() == 2);
  CHECK(found[0].path == "title");
  CHECK(found[0].message == "must be 1 (got 2)");
  CHECK(found[0].others.empty());
  CHECK(found[1].path == "market.k");
  CHECK(found[1].others == std::vector<std::string>{"market.mechanism"});
}

TEST_CASE("advice is given as long as a complaint will be shown") {
  const std::vector<std::string> known{"homes", "school"};
  Checker checker;
  for (std::size_t i = 0; i < kMostShown; ++i) {
    CHECK(checker.advice("hones", known) == " (did you mean homes?)");
    checker.require(false, "prosumers", "is odd");
  }
  CHECK(checker.advice("hones", known).empty());
}

TEST_CASE("each part checks what it is about, and no other part") {
  Scenario scenario = plain_scenario();
  scenario.leader.price_cap = 0.1;
  scenario.coalition.shares = SharesRule::kShapley;
  scenario.market.mechanism = market::MechanismId::kContinuousDoubleAuction;
  Checker leader, coalitions, faults;
  check_leader(scenario, leader);
  check_coalitions(scenario, coalitions);
  check_faults(scenario, {"z000", "z001"}, faults);
  const auto of_leader = leader.take(), of_coalitions = coalitions.take();
  REQUIRE(of_leader.size() == 1);
  CHECK(of_leader[0].path == "leader.price_cap");
  REQUIRE(of_coalitions.size() == 1);
  CHECK(of_coalitions[0].path == "coalition.shares");
  CHECK(faults.take().empty());
  CHECK(inconsistencies(scenario).size() == 2);
}

TEST_CASE("coalitions fit neither market levels nor premiums") {
  Scenario scenario = plain_scenario();
  scenario.coalition.radius_km = 1;
  scenario.market.levels.resize(1);
  scenario.prosumers[0].preferences.local_premium = 0.05;
  Checker checker;
  check_coalitions(scenario, checker);
  const std::vector<Inconsistency> found = checker.take();
  REQUIRE(found.size() == 2);
  CHECK(found[0].path == "coalition.radius_km");
  CHECK(found[1].path == "prosumers[0].preferences");
  CHECK(found[1].others == std::vector<std::string>{"coalition.radius_km"});
}

TEST_CASE("an outage is looked for among the feeder's zones") {
  Scenario scenario = plain_scenario();
  const SimTime start = scenario.clock.start;
  scenario.faults.auctioneers = {{"z00", {start, start + scenario.clock.slot()}}};
  Checker checker;
  check_faults(scenario, {"z000", "z001"}, checker);
  const std::vector<Inconsistency> found = checker.take();
  REQUIRE(found.size() == 1);
  CHECK(found[0].path == "faults.auctioneers[0].zone");
}

}  // namespace
}  // namespace peerwatt::scenario
