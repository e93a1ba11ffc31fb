#include "agents/auctioneers/zone_trades.hpp"

#include <vector>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

using Numbers = std::vector<std::int32_t>;

// Zone 1, of prosumers 10, 11 and 12.
ZoneTrades three_members() {
  ZoneTrades trades{1};
  CHECK(trades.add_member(10, 100) == 0);
  CHECK(trades.add_member(11, 101) == 1);
  CHECK(trades.add_member(12, 102) == 2);
  return trades;
}

MarketTotals some_trade() {
  MarketTotals totals;
  totals.volume_kwh = 1;
  totals.has_coalition = true;
  return totals;
}

Numbers coalitions(const ZoneTrades& trades) {
  return {trades.coalitions().begin(), trades.coalitions().end()};
}
Numbers numbers(const ZoneTrades& trades) {
  return {trades.coalition_numbers().begin(), trades.coalition_numbers().end()};
}

}  // namespace

TEST_CASE("a zone that is one market is one coalition, if there is any") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), {}, 5);
  CHECK(coalitions(trades) == Numbers{1, 1, 1});
  CHECK(numbers(trades) == Numbers{1});
  trades.start({}, {}, 5);
  CHECK(coalitions(trades) == Numbers{-1, -1, -1});
  CHECK(numbers(trades).empty());
}

TEST_CASE("a coalition within the zone has the number of its first member, behind the places") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), Numbers{0, -1, 0}, 5);
  CHECK(coalitions(trades) == Numbers{15, -1, 15});
  trades.start(some_trade(), Numbers{0, 1, 1}, 5);
  CHECK(coalitions(trades) == Numbers{15, 16, 16});
  CHECK(numbers(trades) == Numbers{15, 16});
}

TEST_CASE("fills of a round add up, and are gone in the next") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), {}, 5);
  trades.add(1, {.quantity_kwh = 2, .money = 0.5});
  trades.add(1, {.quantity_kwh = 1, .money = 0.25});
  CHECK(trades.fill(1).quantity_kwh == 3);
  CHECK(trades.fill(1).money == 0.75);
  CHECK(trades.fill(0).quantity_kwh == 0);
  trades.start(some_trade(), {}, 5);
  CHECK(trades.fill(1).quantity_kwh == 0);
}

TEST_CASE("who trades above belongs to the coalition of the highest place that traded") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), {}, 5);
  trades.join_above(3);  // others have traded there
  CHECK(coalitions(trades) == Numbers{1, 1, 1});
  trades.add_from_above(2, {.quantity_kwh = 1});
  trades.join_above(4);
  CHECK(coalitions(trades) == Numbers{4, 4, 4});
  trades.join_above(3);
  CHECK(numbers(trades) == Numbers{4});
  CHECK(trades.fill(2).quantity_kwh == 1);
}

TEST_CASE("of trades that are annulled nothing is left") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), {}, 5);
  trades.add(0, {.quantity_kwh = 2});
  trades.annul();
  CHECK(trades.totals().volume_kwh == 0);
  CHECK(trades.fill(0).quantity_kwh == 0);
  CHECK(coalitions(trades) == Numbers{-1, -1, -1});
}
