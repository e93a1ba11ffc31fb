#include "agents/auctioneers/book_market_place.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

OrderMessage order(market::Side side, std::uint32_t owner, double kwh, double limit,
                   OrderAction action = OrderAction::kPlace) {
  return {.action = action,
          .side = side,
          .order = {.quantity_kwh = kwh, .limit_price = limit, .owner = owner}};
}
OrderMessage ask(std::uint32_t owner, double kwh, double limit) {
  return order(market::Side::kSell, owner, kwh, limit);
}
OrderMessage bid(std::uint32_t owner, double kwh, double limit) {
  return order(market::Side::kBuy, owner, kwh, limit);
}

}  // namespace

TEST_CASE("orders that cross trade at once, at the price of the one that rested") {
  BookMarketPlace market;
  market.open();
  CHECK(market.take(MemberId{0}, {}, ask(10, 2, 0.25)).rests);
  const BookEffect effect = market.take(MemberId{1}, SimTime::from_seconds(3), bid(11, 3, 0.5));
  REQUIRE(effect.trades.size() == 1);
  CHECK(effect.trades[0].seller == 10);
  CHECK(effect.trades[0].buyer == 11);
  CHECK(effect.trades[0].quantity_kwh == 2);
  CHECK(effect.trades[0].price_buyer == 0.25);
  CHECK(effect.trades[0].time == SimTime::from_seconds(3));
  CHECK(effect.rests);  // with the kWh that is left
  CHECK(market.results()[1].unfilled_kwh() == 1);
  CHECK(market.member_of(1) == MemberId{1});
}

TEST_CASE("the quantity of a replacement counts what has been traded already") {
  BookMarketPlace market;
  market.open();
  market.take(MemberId{0}, {}, ask(10, 2, 0.25));
  market.take(MemberId{1}, {}, bid(11, 3, 0.5));
  market.take(MemberId{1}, {}, order(market::Side::kBuy, 11, 3, 0.375, OrderAction::kReplace));
  market.take(MemberId{2}, {}, ask(12, 5, 0.25));
  CHECK(market.results()[1].fill.quantity_kwh == 3);
  CHECK(market.results()[1].fill.money == 2 * 0.25 + 1 * 0.375);
  CHECK(market.results()[2].fill.quantity_kwh == 1);
}

TEST_CASE("so does that of an order after one that was filled") {
  BookMarketPlace market;
  market.open();
  market.take(MemberId{0}, {}, ask(10, 2, 0.25));
  market.take(MemberId{1}, {}, bid(11, 2, 0.5));
  market.take(MemberId{1}, {}, order(market::Side::kBuy, 11, 3, 0.5, OrderAction::kReplace));
  market.take(MemberId{2}, {}, ask(12, 5, 0.25));
  CHECK(market.results()[1].fill.quantity_kwh == 3);
  CHECK(market.results()[2].fill.quantity_kwh == 1);
}

TEST_CASE("an order that was cancelled trades with nobody") {
  BookMarketPlace market;
  market.open();
  market.take(MemberId{0}, {}, ask(10, 2, 0.25));
  market.take(MemberId{0}, {}, order(market::Side::kSell, 10, 2, 0.25, OrderAction::kCancel));
  CHECK(market.take(MemberId{1}, {}, bid(11, 1, 0.5)).trades.empty());
}

TEST_CASE("a round comes to its trades, and leaves nothing to the next") {
  BookMarketPlace market;
  market.open();
  market.take(MemberId{0}, {}, ask(10, 2, 0.25));
  market.take(MemberId{1}, {}, ask(11, 2, 0.375));
  market.take(MemberId{2}, {}, bid(12, 4, 0.5));
  const MarketTotals totals = market.totals();
  CHECK(totals.volume_kwh == 4);
  CHECK(totals.paid == 1.25);
  CHECK(totals.earned == 1.25);
  CHECK(totals.prices.least == 0.25);
  CHECK(totals.prices.most == 0.375);
  market.take(MemberId{3}, {}, ask(13, 2, 0.25));
  market.open();
  CHECK(market.results().empty());
  CHECK(market.take(MemberId{2}, {}, bid(12, 4, 0.5)).trades.empty());
  CHECK(market.totals().volume_kwh == 0);
}
