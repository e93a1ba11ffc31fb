#include "agents/cps/leader_strategy.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;
using scenario::LeaderRule;

namespace {

// Flat 0.25, in the evening band 0.375.
scenario::Scenario banded(LeaderRule rule) {
  scenario::Scenario scenario = two_streets(1);
  scenario.cps.tariff.flat_price = 0.25;
  scenario.cps.tariff.bands = {{{18 * 60, 20 * 60}, 0.375}};
  scenario.leader.rule = rule;
  return scenario;
}

double price_at(const SmallWorld& world, std::int32_t slot, double base_price) {
  const auto leader = make_leader(world.scenario, world.library, world.timetable);
  leader->open({.slot = slot, .base_price = base_price});
  CHECK(leader->reporting() == Reporting::kNone);
  CHECK(leader->end_round() == game::SearchState::kConverged);
  return leader->price();
}

Reporting reporting_of(LeaderRule rule, scenario::Protocol protocol) {
  scenario::Scenario scenario = two_streets(1);
  scenario.leader.rule = rule;
  scenario.leader.protocol = protocol;
  const SmallWorld world{scenario};
  return make_leader(world.scenario, world.library, world.timetable)->reporting();
}

}  // namespace

TEST_CASE("a leader by tariff says its price at once, and asks nobody") {
  const SmallWorld flat{banded(LeaderRule::kFlat)};
  CHECK(price_at(flat, 17, 0.3) == 0.25);
  CHECK(price_at(flat, 18, 0.3) == 0.25);
  const SmallWorld by_time{banded(LeaderRule::kTimeOfUse)};
  CHECK(price_at(by_time, 17, 0.3) == 0.25);
  CHECK(price_at(by_time, 18, 0.3) == 0.375);
  CHECK(price_at(by_time, 20, 0.3) == 0.25);
  const SmallWorld none{banded(LeaderRule::kNone)};
  CHECK(price_at(none, 17, 0.3) == 0.3);
  CHECK(price_at(none, 18, 0.3) == 0.3);
}

TEST_CASE("a replayed price is the recorded one of the slot") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = known_homes(folder, {{0.625, 0}});
  scenario.profiles[0].unit = profiles::CellUnit::kPrice;
  scenario.prosumers = two_streets(1).prosumers;
  scenario.prosumers[0].zones = scenario.prosumers[1].zones = {};
  scenario.leader.rule = LeaderRule::kReplay;
  scenario.leader.profile = "meters.csv";
  scenario.leader.column = "load0";
  scenario.cps.tariff.feed_in_price = 0;
  const SmallWorld world{scenario};
  CHECK(price_at(world, 17, 0.3) == 0.625);
}

TEST_CASE(
    "a leader that searches receives residual demand, or its sums by the iterative protocol") {
  using scenario::Protocol;
  for (const LeaderRule rule : {LeaderRule::kStackelberg, LeaderRule::kMarginalCost}) {
    CHECK(reporting_of(rule, Protocol::kDirect) == Reporting::kResidualDemand);
    CHECK(reporting_of(rule, Protocol::kIterative) == Reporting::kResidualTotals);
  }
  CHECK(reporting_of(LeaderRule::kCostMinimizing, Protocol::kDirect) == Reporting::kResidualDemand);
}

TEST_CASE("the capacity of a slot is that of an hour times its length") {
  scenario::CpsSettings settings;
  settings.capacity_kw = 30;
  settings.cost = {.quadratic = 0.5, .linear = 0.25, .fixed = 1, .reserve_price = 2};
  const game::GenerationCost cost = generation_cost(settings, Duration::from_seconds(900));
  CHECK(cost.capacity_kwh == 7.5);
  CHECK(cost.cost(8) == 0.5 * 64 + 0.25 * 8 + 1 + 2 * 0.5);
}
