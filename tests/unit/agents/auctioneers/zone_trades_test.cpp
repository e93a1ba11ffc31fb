#include "agents/auctioneers/zone_trades.hpp"

#include <vector>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

using Numbers = std::vector<std::int32_t>;

// Zone 1, of prosumers 10, 11 and 12, among five market places.
const Directory kDirectory{{13, 2, 3}};

ZoneTrades three_members() {
  ZoneTrades trades{ZoneId{1}, kDirectory};
  CHECK(trades.add_member(ProsumerId{10}, 100) == MemberId{0});
  CHECK(trades.add_member(ProsumerId{11}, 101) == MemberId{1});
  CHECK(trades.add_member(ProsumerId{12}, 102) == MemberId{2});
  return trades;
}

MarketTotals some_trade() {
  MarketTotals totals;
  totals.volume_kwh = 1;
  totals.has_coalition = true;
  return totals;
}

Numbers coalitions(const ZoneTrades& trades) {
  Numbers all;
  for (const CoalitionId coalition : trades.coalitions()) all.push_back(coalition.number());
  return all;
}
Numbers numbers(const ZoneTrades& trades) {
  Numbers all;
  for (const CoalitionId coalition : trades.coalition_numbers()) all.push_back(coalition.number());
  return all;
}

}  // namespace

TEST_CASE("a zone that is one market is one coalition, if there is any") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), {});
  CHECK(coalitions(trades) == Numbers{1, 1, 1});
  CHECK(numbers(trades) == Numbers{1});
  trades.start({}, {});
  CHECK(coalitions(trades) == Numbers{-1, -1, -1});
  CHECK(numbers(trades).empty());
}

TEST_CASE("a coalition within the zone has the number of its first member, behind the places") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), Numbers{0, -1, 0});
  CHECK(coalitions(trades) == Numbers{15, -1, 15});
  trades.start(some_trade(), Numbers{0, 1, 1});
  CHECK(coalitions(trades) == Numbers{15, 16, 16});
  CHECK(numbers(trades) == Numbers{15, 16});
}

TEST_CASE("fills of a round add up, and are gone in the next") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), {});
  trades.add(MemberId{1}, {.quantity_kwh = 2, .money = 0.5});
  trades.add(MemberId{1}, {.quantity_kwh = 1, .money = 0.25});
  CHECK(trades.fill(MemberId{1}).quantity_kwh == 3);
  CHECK(trades.fill(MemberId{1}).money == 0.75);
  CHECK(trades.fill(MemberId{0}).quantity_kwh == 0);
  trades.start(some_trade(), {});
  CHECK(trades.fill(MemberId{1}).quantity_kwh == 0);
}

TEST_CASE("who trades above belongs to the coalition of the highest place that traded") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), {});
  trades.join_above(PlaceId{3});  // others have traded there
  CHECK(coalitions(trades) == Numbers{1, 1, 1});
  trades.add_from_above(MemberId{2}, {.quantity_kwh = 1});
  trades.join_above(PlaceId{4});
  CHECK(coalitions(trades) == Numbers{4, 4, 4});
  trades.join_above(PlaceId{3});
  CHECK(numbers(trades) == Numbers{4});
  CHECK(trades.fill(MemberId{2}).quantity_kwh == 1);
}

TEST_CASE("of trades that are annulled nothing is left") {
  ZoneTrades trades = three_members();
  trades.start(some_trade(), {});
  trades.add(MemberId{0}, {.quantity_kwh = 2});
  trades.annul();
  CHECK(trades.totals().volume_kwh == 0);
  CHECK(trades.fill(MemberId{0}).quantity_kwh == 0);
  CHECK(coalitions(trades) == Numbers{-1, -1, -1});
}
