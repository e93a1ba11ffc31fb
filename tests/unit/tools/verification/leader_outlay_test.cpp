#include "tools/verification/replay/leader_outlay.hpp"

#include <algorithm>

#include "agents/market/ticks.hpp"

#include "tools/verification/replay/tried_prices.hpp"

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

// Two kWh, of which none is wanted from 0.6 on.
constexpr Position kHouse{.flexible_kwh = 2, .choke_price = 0.6, .reference_price = 0.2};

RunFacts facts() {
  RunFacts facts;
  facts.rules.cost_linear = 0.1;
  facts.rules.price_cap = 0.8;
  facts.rules.capacity_kwh = 100;
  return facts;
}

Slot slot() {
  Slot slot;
  slot.record.system.price_base = 0.2;
  slot.record.system.other_demand_kwh = 10;
  return slot;
}

}  // namespace

// J = 0.1*(10 + E) - p*E with E = 5*(0.6 - p): least half-way from the cost to the choke price.
TEST_CASE("the least outlay is found between corners") {
  const RunFacts rules = facts();
  const Slot at_peak = slot();
  const LeaderOutlay outlay{rules, at_peak};
  const std::vector<Position> left{kHouse};
  CHECK(outlay.at(0.4, {left}) == doctest::Approx(0.1 * 11 - 0.4));
  const LeaderOutlay::Least least = outlay.least({left});
  CHECK(least.price == doctest::Approx(0.35));
  CHECK(least.outlay == doctest::Approx(1 - 0.25 * 1.25));
}

// Room for one kWh more: below 0.4 the reserve runs, and costs more than it earns.
TEST_CASE("the least outlay may lie where the reserve begins to run") {
  RunFacts rules = facts();
  rules.rules.capacity_kwh = 11;
  rules.rules.reserve_price = 0.4;
  const Slot at_peak = slot();
  const std::vector<Position> house{kHouse};
  CHECK(LeaderOutlay(rules, at_peak).least({house}).price == doctest::Approx(0.4));
}

// Where nothing is generated -p*E is least half-way from 0 to the choke price.
TEST_CASE("what is fed in makes the outlay smaller until nothing is generated") {
  const RunFacts rules = facts();
  const Slot at_peak = slot();
  const LeaderOutlay outlay{rules, at_peak};
  const std::vector<Position> left{kHouse};
  CHECK(outlay.at(0.4, {left, 4}) == doctest::Approx(0.1 * 7 - 0.4));
  CHECK(outlay.at(0.4, {left, 30}) == doctest::Approx(-0.4));
  CHECK(outlay.least({left, 30}).price == doctest::Approx(0.3));
  // E = 5*(0.6 - p) is what is fed in beyond 10 kWh where p = 0.5.
  RunFacts dear = facts();
  dear.rules.cost_linear = 0.6;
  CHECK(LeaderOutlay(dear, at_peak).least({left, 10.5}).price == doctest::Approx(0.5));
}

TEST_CASE("inflexible load that does not count is no part of what is sold") {
  RunFacts rules = facts();
  const Slot at_peak = slot();
  std::vector<Position> left{kHouse};
  left[0].inflexible_kwh = 3;
  CHECK(LeaderOutlay(rules, at_peak).at(0.4, {left}) == doctest::Approx(0.1 * 14 - 0.4 * 4));
  rules.rules.counts_inflexible_load = false;
  CHECK(LeaderOutlay(rules, at_peak).at(0.4, {left}) == doctest::Approx(0.1 * 14 - 0.4));
}

// What is shed is wanted at no price: from 0.4 down the demand stays 1.
TEST_CASE("what was shed ends a demand from below") {
  Position house = kHouse;
  house.shed_kwh = 1;
  CHECK(house.saturation_price() == doctest::Approx(0.4));
  CHECK(house.want(0.2) == 1);
  CHECK(house.want(0.5) == kHouse.want(0.5));
  house.served_flexible_kwh = 1;
  CHECK(house.satiation_price() == house.reference_price);
}

TEST_CASE("the prices tried are a grid and the corners of demand within") {
  const std::vector<Position> before{kHouse}, after{kHouse.after_buying(0.7)};
  const std::vector<double> prices = tried_prices({before, after}, 0.2, 0.8);
  CHECK(prices.size() == 64 + 2);
  CHECK(std::is_sorted(prices.begin(), prices.end()));
  CHECK(prices.front() == 0.2);
  CHECK(prices.back() == 0.8);
  // A corner, and 42 of 63 steps of the grid.
  CHECK(std::count(prices.begin(), prices.end(), 0.6) == 2);
  const double corner = market::tick_above(after[0].satiation_price());
  CHECK(std::count(prices.begin(), prices.end(), corner) == 1);
}

TEST_CASE("too many prices are thinned evenly") {
  std::vector<double> prices{1, 2, 3, 4, 5, 6};
  thin_evenly(prices, 3);
  CHECK(prices == std::vector<double>{1, 3, 5});
  thin_evenly(prices, 4);
  CHECK(prices.size() == 3);
}

}  // namespace peerwatt::verification
