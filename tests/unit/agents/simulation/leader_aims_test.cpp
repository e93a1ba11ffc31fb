// What the leader's rules and aims come to in whole runs, where prices can be worked out by hand.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/support/memory_sink.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using scenario::LeaderAim;
using scenario::LeaderRule;
using scenario::Protocol;
using scenario::Scenario;

namespace {

// Twenty homes of one kind without devices, nobody else, and K = 1000 kW. All of their load X may
// go unserved, its first kWh is worth 0.75, its last the tariff of 0.25: E(p) = X*(0.75 - p)/0.5.
// Peak from 17:00 to 21:00.
Scenario flexible_homes(LeaderRule rule, LeaderAim aim = LeaderAim::kNoElasticSupply) {
  Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("home", 20)};
  scenario.prosumers[0].flexible_load.share = 1;
  scenario.prosumers[0].flexible_load.choke_price = 0.75;
  scenario.leader.rule = rule;
  scenario.leader.aim = aim;
  scenario.cps.cost = {.quadratic = 0, .linear = 0.125, .fixed = 0, .reserve_price = 1};
  scenario.other_customers.mean_demand_kw = 0;
  scenario.trace.audit_every = 1;
  return scenario;
}

double load_of(const KeptSlot& slot) {
  return std::accumulate(slot.prosumers.load_kwh.begin(), slot.prosumers.load_kwh.end(), 0.0);
}

template <class Check>
void on_peak_slots(const Scenario& scenario, Check check) {
  int peaks = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    if (!slot.system.is_peak) continue;
    ++peaks;
    CAPTURE(slot.index);
    check(slot);
  }
  CHECK(peaks > 0);
}

// In both protocols.
template <class Check>
void on_searched_slots(Scenario scenario, Check check) {
  for (const Protocol protocol : {Protocol::kDirect, Protocol::kIterative}) {
    scenario.leader.protocol = protocol;
    CAPTURE(static_cast<int>(protocol));
    on_peak_slots(scenario, check);
  }
}

// Converged where the rule puts the price, and not higher by more than the tolerance.
void check_price(const KeptSlot& slot, double price) {
  CHECK(slot.system.converged);
  CHECK(slot.system.price_sell >= price - 1e-9);
  CHECK(slot.system.price_sell <= price + 1.1e-6);
  CHECK(slot.certificates.leader_regret.value() <= 1e-9);
  CHECK(slot.certificates.price_regret.value() <= 1.1e-6);
}

}  // namespace

TEST_CASE("rule none has no peak price") {
  Scenario scenario = flexible_homes(LeaderRule::kNone);
  scenario.cps.tariff.base = tariffs::BaseTariff::kTimeOfUse;
  scenario.cps.tariff.bands = {{{18 * 60, 20 * 60}, 0.375}};
  on_peak_slots(scenario, [](auto& slot) {
    CHECK(slot.system.price_sell == (slot.index == 18 || slot.index == 19 ? 0.375 : 0.25));
    CHECK(slot.system.rounds == 1);
    CHECK(slot.system.converged);
    CHECK(slot.system.unserved_kwh == 0);
    CHECK(slot.system.price_set_by == -1);
    CHECK_FALSE(slot.certificates.leader_regret.has_value());
  });
}

TEST_CASE("a share of the elastic supply ends where that share of the way to the choke price is") {
  for (const double share : {0.0, 0.25, 0.5, 1.0}) {
    Scenario scenario = flexible_homes(LeaderRule::kStackelberg, LeaderAim::kShare);
    scenario.leader.aim_share = share;
    on_searched_slots(scenario, [&](auto& slot) {
      check_price(slot, 0.25 + 0.5 * share);
      CHECK(slot.system.prosumer_supply_elastic_kwh <= (1 - share) * load_of(slot) + 1e-9);
      CHECK(slot.system.price_set_by == -1);
    });
  }
}

TEST_CASE("without reserve the price ends no more than what lies beyond the capacity") {
  Scenario scenario = flexible_homes(LeaderRule::kStackelberg, LeaderAim::kNoReserve);
  scenario.cps.capacity_kw = 1;
  on_searched_slots(scenario, [](auto& slot) {
    REQUIRE(load_of(slot) > 1);
    check_price(slot, 0.75 - 0.5 / load_of(slot));
    CHECK(slot.system.prosumer_supply_kwh == doctest::Approx(1).epsilon(1e-4));
    CHECK(slot.system.prosumer_supply_kwh <= 1 + 1e-9);
  });
  scenario.cps.capacity_kw = 1000;  // enough for all
  on_searched_slots(scenario, [](auto& slot) {
    check_price(slot, 0.25);
    CHECK(slot.system.rounds == 1);
  });
  scenario.cps.capacity_kw = 0;  // not even enough for the inflexible load
  scenario.prosumers[0].flexible_load.share = 0.5;
  on_searched_slots(scenario, [](auto& slot) { check_price(slot, 0.75); });
}

TEST_CASE("the price covers the marginal cost, and a step of it holds the demand at the capacity") {
  Scenario scenario = flexible_homes(LeaderRule::kMarginalCost);
  scenario.cps.cost.linear = 0.5;
  on_searched_slots(scenario, [](auto& slot) {
    check_price(slot, 0.5);
    CHECK(slot.system.prosumer_supply_kwh == doctest::Approx(load_of(slot) / 2).epsilon(1e-4));
    CHECK(slot.system.welfare == doctest::Approx(slot.system.welfare_efficient).epsilon(1e-9));
    CHECK(slot.system.price_set_by == -1);
  });
  scenario.cps.cost.linear = 0.125;
  scenario.cps.capacity_kw = 1;
  on_searched_slots(scenario, [](auto& slot) {
    check_price(slot, 0.75 - 0.5 / load_of(slot));
    CHECK(slot.system.welfare == doctest::Approx(slot.system.welfare_efficient).epsilon(1e-4));
  });
  scenario.cps.capacity_kw = 1000;  // cheaper than the tariff
  on_searched_slots(scenario, [](auto& slot) {
    check_price(slot, 0.25);
    CHECK(slot.system.rounds == 1);
  });
}

TEST_CASE("a rule or aim that a price at the cap does not fulfil is capped") {
  Scenario share = flexible_homes(LeaderRule::kStackelberg, LeaderAim::kShare);
  share.leader.aim_share = 0.75;
  Scenario reserve = flexible_homes(LeaderRule::kStackelberg, LeaderAim::kNoReserve);
  reserve.cps.capacity_kw = 0.5;
  Scenario marginal = flexible_homes(LeaderRule::kMarginalCost);
  marginal.cps.cost.linear = 0.7;
  for (Scenario* scenario : {&share, &reserve, &marginal}) {
    scenario->leader.price_cap = 0.5;
    on_searched_slots(*scenario, [](auto& slot) {
      CHECK(slot.system.capped);
      CHECK_FALSE(slot.system.converged);
      CHECK(slot.system.price_sell == 0.5);
      CHECK(slot.certificates.leader_regret.value() <= 1e-12);
      CHECK(slot.certificates.price_regret.value() == 0);
    });
  }
}

TEST_CASE("the trace names whoever values its first missing kWh most, of equals the first") {
  on_searched_slots(flexible_homes(LeaderRule::kStackelberg),
                    [](auto& slot) { CHECK(slot.system.price_set_by == 0); });
  Scenario scenario = flexible_homes(LeaderRule::kStackelberg);
  scenario.prosumers[0].flexible_load.choke_price = uniform_between(0.5, 0.9);
  const std::vector<double> choke = run_in_memory(scenario).description.prosumers.choke_price;
  const auto of_highest_price = std::max_element(choke.begin(), choke.end()) - choke.begin();
  on_searched_slots(scenario,
                    [&](auto& slot) { CHECK(slot.system.price_set_by == of_highest_price); });
  scenario.leader.price_cap = 0.45;
  on_searched_slots(scenario, [](auto& slot) { CHECK(slot.system.price_set_by == -1); });
}

// The first home bids p_gs for what is worth that, and the last, of 0.66, has nothing but the grid:
// p_gs is 0.66. Where the first gets all that it bids for, its demand ends at 0.7 - 0.4*0.1, which
// is the same price, but not the same double.
TEST_CASE("of equals the first sets the price, whatever their doubles were computed from") {
  Scenario scenario = quiet_day();
  scenario.cps.tariff.flat_price = 0.3;
  scenario.clock.slot_s = 1800;
  scenario.cps.peak.window = {8 * 60, 18 * 60};
  scenario.market.mechanism = market::MechanismId::kPayAsBid;
  scenario.prosumers = {group_of("first", 1), group_of("solar", 2), group_of("last", 1)};
  scenario.prosumers[0].flexible_load = {.share = 0.3, .choke_price = 0.7};
  reservation_lambda(scenario.prosumers[0]) = 1;
  scenario.prosumers[1].pv.capacity_kw = 5;
  reservation_lambda(scenario.prosumers[1]) = 0.1;
  scenario.prosumers[2].flexible_load = {.share = 1, .choke_price = 0.66};
  reservation_lambda(scenario.prosumers[2]) = 0;
  int ties = 0;
  on_peak_slots(scenario, [&](auto& slot) {
    if (slot.system.price_sell != 0.66 || slot.prosumers.p2p_bought_kwh[0] <= 0) return;
    ++ties;
    CHECK(slot.system.price_set_by == 0);
  });
  CHECK(ties > 5);
}

// 0.125 a kWh against values of 0.25 and more: all of it should be served. What is not is worth
// 0.75 - 0.25*y/X and more.
TEST_CASE("ending all elastic supply loses what it is worth beyond its cost") {
  on_searched_slots(flexible_homes(LeaderRule::kStackelberg), [](auto& slot) {
    const double load = load_of(slot);
    CHECK(slot.system.welfare == doctest::Approx(0).epsilon(1e-5));
    CHECK(slot.system.welfare_efficient == doctest::Approx((0.5 - 0.125) * load));
  });
}

// Every home feeds in at noon. Others take more than K, all together do not.
TEST_CASE("a peak by forecast is one of the net demand") {
  Scenario scenario = quiet_day();
  scenario.clock.days = 2;
  scenario.prosumers = {group_of("home", 20)};
  scenario.prosumers[0].pv.share = 1;
  scenario.prosumers[0].pv.capacity_kw = 5;
  scenario.other_customers.mean_demand_kw = 30;
  scenario.cps.peak.by = scenario::PeakDetection::kForecast;
  scenario.cps.capacity_kw = 20;
  scenario.leader.rule = LeaderRule::kNone;
  int at_noon = 0;
  for (const KeptSlot& slot : run_in_memory(scenario).slots) {
    const std::int64_t hour = slot.index % 24;
    if (slot.index < 24 || hour < 10 || hour > 13) continue;
    CAPTURE(slot.index);
    REQUIRE(slot.system.other_demand_kwh > 20);
    REQUIRE(slot.system.feed_in_kwh > slot.system.other_demand_kwh - 20);
    CHECK_FALSE(slot.system.is_peak);
    ++at_noon;
  }
  CHECK(at_noon == 4);
}
