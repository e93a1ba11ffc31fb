#include "agents/coalitions/trade_tally.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

// One sells 2 kWh and two want 3 kWh together, all without a charge at a spread of 0.25.
constexpr TradeTally kThree{
    .supply_kwh = 2, .demand_kwh = 3, .pairs = 0.25 * 2 * 3, .sellers = 1, .buyers = 2};

TEST_CASE("without a charge, members are worth the spread on what the short side trades") {
  CHECK(kThree.value() == 2 * 0.25);
}

TEST_CASE("members of one side are worth nothing, whatever roundings the others left behind") {
  TradeTally tally = kThree;
  tally.sellers = 0;
  CHECK(tally.value() == 0);
  tally = kThree;
  tally.buyers = 0;
  CHECK(tally.value() == 0);
}

TEST_CASE("two groups together count the pairs between them, too") {
  const TradeTally seller{.supply_kwh = 2, .sellers = 1};
  const TradeTally buyer{.demand_kwh = 4, .buyers = 1};
  const TradeTally both = seller.with(buyer, 0.25 * 2 * 4);
  CHECK(both.sellers == 1);
  CHECK(both.buyers == 1);
  CHECK(both.value() == 2 * 0.25);
  CHECK(seller.value() + buyer.value() == 0);
}

TEST_CASE("who leaves takes the own pairs along") {
  const TradeTally buyer{.demand_kwh = 1.5, .buyers = 1};
  const TradeTally left = kThree.without(buyer, 0.25 * 2 * 1.5);
  CHECK(left.demand_kwh == 1.5);
  CHECK(left.buyers == 1);
  CHECK(left.value() == 1.5 * 0.25);
  CHECK(left.with(buyer, 0.25 * 2 * 1.5).value() == kThree.value());
}

TEST_CASE("a member is a seller or a buyer, or has nothing to trade") {
  const std::vector<double> supply{2, 0, 0}, demand{0, 3, 0};
  const PlacedTerms terms{supply, demand, 0.25};
  CHECK(terms.member(0).sellers == 1);
  CHECK(terms.member(0).buyers == 0);
  CHECK(terms.member(1).demand_kwh == 3);
  CHECK(terms.member(1).buyers == 1);
  CHECK(terms.member(2).sellers + terms.member(2).buyers == 0);
}

}  // namespace
}  // namespace peerwatt::game
