#include "agents/audits/book_welfare.hpp"

#include "tests/unit/agents/audits/cleared_pool.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// At which a prosumer would have traded at most, whatever it stated.
BookPosition position(const ClearedPool& book, market::Side side, double kwh, double limit) {
  BookPosition position;
  position.round = book.auctioneers.cleared_round(ZoneId{0});
  position.side = side;
  position.order.quantity_kwh = kwh;
  position.order.limit_price = limit;
  return position;
}

}  // namespace

// 2 of 3 kWh were traded at 0.375, the price that both stated.
TEST_CASE("trades are worth the difference of the limits that traders kept to themselves") {
  const ClearedPool book{market::MechanismId::kContinuousDoubleAuction};
  IdSlice<ProsumerId, BookPosition> positions{ids<ProsumerId>(4)};
  positions[ProsumerId{0}] = position(book, market::Side::kSell, 3, 0.25);
  positions[ProsumerId{1}] = position(book, market::Side::kBuy, 2, 0.5);
  // Would have bought the third kWh, and never came.
  positions[ProsumerId{2}] = {};
  MarketTotals totals;
  BookWelfare{}.add_to(totals, book.world.community, positions, book.auctioneers);
  CHECK(totals.welfare == 0.5);
  CHECK(totals.auction_welfare == 0.5);
  CHECK(totals.max_welfare == 0.5);
}

TEST_CASE("who was not matched counts in what was possible") {
  const ClearedPool book{market::MechanismId::kContinuousDoubleAuction};
  IdSlice<ProsumerId, BookPosition> positions{ids<ProsumerId>(4)};
  positions[ProsumerId{0}] = position(book, market::Side::kSell, 3, 0.25);
  positions[ProsumerId{1}] = position(book, market::Side::kBuy, 3, 0.5);
  MarketTotals totals;
  BookWelfare{}.add_to(totals, book.world.community, positions, book.auctioneers);
  CHECK(totals.welfare == 0.5);
  CHECK(totals.max_welfare == 0.75);
}

TEST_CASE("positions of earlier rounds do not count") {
  const ClearedPool book{market::MechanismId::kContinuousDoubleAuction};
  IdSlice<ProsumerId, BookPosition> positions{ids<ProsumerId>(4)};
  positions[ProsumerId{0}] = position(book, market::Side::kSell, 3, 0.25);
  positions[ProsumerId{1}] = position(book, market::Side::kBuy, 3, 0.5);
  positions[ProsumerId{0}].round.round += 1;
  MarketTotals totals;
  BookWelfare{}.add_to(totals, book.world.community, positions, book.auctioneers);
  CHECK(totals.max_welfare == 0);
}
