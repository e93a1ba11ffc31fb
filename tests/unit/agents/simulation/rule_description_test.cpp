#include "agents/simulation/rule_description.hpp"

#include <string>
#include <utility>
#include <vector>

#include "tests/support/parameter_list.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

recording::RuleStatics rules_of(const scenario::Scenario& scenario) {
  const network::DistributionNetwork network{scenario.network.feeder};
  return rule_statics(scenario, network,
                      make_community(scenario, scenario::Placement{scenario}, network));
}

scenario::Scenario day_of_homes() {
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 3)};
  return scenario;
}

}  // namespace

TEST_CASE("rules are called what they are called in scenarios") {
  scenario::Scenario scenario = day_of_homes();
  scenario.leader.rule = scenario::LeaderRule::kCostMinimizing;
  scenario.leader.protocol = scenario::Protocol::kIterative;
  scenario.leader.aim = scenario::LeaderAim::kNoReserve;
  scenario.cps.tariff.base = tariffs::BaseTariff::kTimeOfUse;
  scenario.market.mechanism = market::MechanismId::kContinuousDoubleAuction;
  scenario.market.pair_price = market::PairPrice::kMidpoint;
  scenario.coalition.distance = scenario::ChargedLength::kResistance;
  scenario.coalition.shares = scenario::SharesRule::kShapley;
  const recording::RuleStatics rules = rules_of(scenario);
  CHECK(rules.leader_rule == "cost_minimizing");
  CHECK(rules.protocol == "iterative");
  CHECK(rules.aim == "no_reserve");
  CHECK(rules.base_tariff == "time_of_use");
  CHECK(rules.mechanism == "continuous_double_auction");
  CHECK(rules.auction == "trade_reduction");
  CHECK(rules.pair_price == "midpoint");
  CHECK(rules.distance == "resistance_ohm");
  CHECK(rules.shares == "shapley");
}

// Who reads a trace finds the settings again by the names in it.
TEST_CASE("by the names of its rules the settings of a scenario are found again") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    const scenario::Scenario scenario = random_scenario(seed);
    const recording::RuleStatics rules = rules_of(scenario);
    scenario::LeaderSettings leader;
    const ParameterList of_leader{
        leader, {{"rule", rules.leader_rule}, {"protocol", rules.protocol}, {"aim", rules.aim}}};
    REQUIRE(leader.rule == scenario.leader.rule);
    REQUIRE(leader.protocol == scenario.leader.protocol);
    REQUIRE(leader.aim == scenario.leader.aim);
    scenario::MarketSettings market;
    const ParameterList of_market{market,
                                  {{"mechanism", rules.mechanism},
                                   {"auction", rules.auction},
                                   {"pair_price", rules.pair_price}}};
    REQUIRE(market.mechanism == scenario.market.mechanism);
    REQUIRE(market.auction == scenario.market.auction);
    REQUIRE(market.pair_price == scenario.market.pair_price);
    scenario::CpsSettings cps;
    const ParameterList of_cps{cps, {{"tariff.base", rules.base_tariff}}};
    REQUIRE(cps.tariff.base == scenario.cps.tariff.base);
  }
}

// 1000 kW for an hour, half an hour, a quarter of an hour.
TEST_CASE("the capacity without reserve is that of a slot") {
  scenario::Scenario scenario = day_of_homes();
  for (const auto& [slot_s, capacity_kwh] :
       {std::pair{3600, 1000.0}, std::pair{1800, 500.0}, std::pair{900, 250.0}}) {
    scenario.clock.slot_s = slot_s;
    CHECK(rules_of(scenario).capacity_kwh == capacity_kwh);
  }
}

TEST_CASE("the prices of bands and the coefficients of the cost are in their order") {
  scenario::Scenario scenario = day_of_homes();
  scenario.cps.tariff.flat_price = 0.375;
  scenario.cps.tariff.feed_in_price = 0.0625;
  scenario.cps.tariff.bands = {{{17 * 60, 20 * 60}, 0.5}, {{7 * 60, 9 * 60}, 0.25}};
  scenario.cps.cost = {.quadratic = 0.001, .linear = 0.125, .fixed = 7, .reserve_price = 0.75};
  const recording::RuleStatics rules = rules_of(scenario);
  CHECK(rules.flat_price == 0.375);
  CHECK(rules.feed_in_price == 0.0625);
  CHECK(rules.band_prices == std::vector<double>{0.5, 0.25});
  CHECK(rules.cost_quadratic == 0.001);
  CHECK(rules.cost_linear == 0.125);
  CHECK(rules.cost_fixed == 7);
  CHECK(rules.reserve_price == 0.75);
}

TEST_CASE("a reduction has a price only where a virtual power plant asks for it") {
  scenario::Scenario scenario = day_of_homes();
  scenario.virtual_power_plant.price = 0.75;
  CHECK(rules_of(scenario).reduction_price == 0);
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kDemand;
  CHECK(rules_of(scenario).reduction_price == 0.75);
}

TEST_CASE("latency is by distance where hops or kilometres take time") {
  scenario::Scenario scenario = day_of_homes();
  for (const auto& [latency, by_distance] :
       {std::pair{scenario::LatencySettings{.fixed_s = 3}, false},
        std::pair{scenario::LatencySettings{.fixed_s = 0, .per_hop_s = 0.1}, true},
        std::pair{scenario::LatencySettings{.fixed_s = 0, .per_km_s = 0.1}, true}}) {
    scenario.network.latency = latency;
    CHECK(rules_of(scenario).latency_by_distance == by_distance);
  }
}

TEST_CASE("one buyer with a premium makes a difference to all") {
  scenario::Scenario scenario = day_of_homes();
  CHECK_FALSE(rules_of(scenario).classes_apart);
  CHECK_FALSE(rules_of(scenario).local_premiums);
  scenario.prosumers.push_back(group_of("neighbour", 1));
  scenario.prosumers[1].preferences.local_premium = 0.125;
  CHECK_FALSE(rules_of(scenario).classes_apart);
  CHECK(rules_of(scenario).local_premiums);
  scenario.prosumers[1].preferences = {.solar_premium = 0.125};
  CHECK(rules_of(scenario).classes_apart);
  CHECK_FALSE(rules_of(scenario).local_premiums);
}

// 14 days of 24 slots allow for one slot in 16 and no less than 16 slots on average; a single day
// does not.
TEST_CASE("slots are drawn for an audit as the scenario wants, and all of them in short runs") {
  scenario::Scenario scenario = day_of_homes();
  CHECK(rules_of(scenario).audit_share == 1);
  scenario.clock.days = 14;
  CHECK(rules_of(scenario).audit_share == 1.0 / 16);
  scenario.trace.audit_every = 4;
  CHECK(rules_of(scenario).audit_share == 1.0 / 4);
  scenario.trace.audit_every = 0;
  CHECK(rules_of(scenario).audit_share == 0);
}

TEST_CASE("a radius is told where there is one, and the levels are counted") {
  scenario::Scenario scenario = day_of_homes();
  CHECK_FALSE(rules_of(scenario).radius_km.has_value());
  CHECK(rules_of(scenario).levels == 0);
  scenario.coalition.radius_km = 0.25;
  scenario.market.levels = {{.area = scenario::MarketArea::kFeeder}, {}};
  CHECK(rules_of(scenario).radius_km == 0.25);
  CHECK(rules_of(scenario).levels == 2);
}
