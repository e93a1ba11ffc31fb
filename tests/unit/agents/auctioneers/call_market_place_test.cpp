#include "agents/auctioneers/call_market_place.hpp"

#include <map>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

constexpr Prices kPrices{.sell = 0.5, .base = 0.3, .feed_in = 0.1};  // mid-market price 0.3

CallMarketPlace the_scheme(const market::MechanismParameters& parameters) {
  return {market::MechanismId::kAuctionThenMidMarket, parameters};
}

OrderMessage sell(std::uint32_t owner, double kwh, double limit) {
  return {.side = market::Side::kSell,
          .order = {.quantity_kwh = kwh, .limit_price = limit, .owner = owner},
          .pool_quantity_kwh = kwh};
}
OrderMessage buy(std::uint32_t owner, double kwh, double limit, double at_mid) {
  return {.side = market::Side::kBuy,
          .order = {.quantity_kwh = kwh, .limit_price = limit, .owner = owner},
          .pool_quantity_kwh = at_mid};
}

std::map<std::uint32_t, market::Fill> fills(const CallMarketPlace& market) {
  std::map<std::uint32_t, market::Fill> all;
  for (const OrderResult& result : market.results()) {
    CHECK(all.emplace(result.order.owner, result.fill).second);
  }
  return all;
}

}  // namespace

// The offers of 2 kWh from the sun and 1 kWh stored share the demand of 1.5 kWh evenly by kWh.
TEST_CASE("what is sold of a stored offer is stored energy, of any other nothing is") {
  CallMarketPlace market{market::MechanismId::kMidMarketRate, {}};
  OrderMessage stored = sell(11, 1, 0.15);
  stored.energy = market::EnergyClass::kStorage;
  market.take({}, sell(10, 2, 0.15));
  market.take({}, stored);
  market.take({}, buy(20, 1.5, 0.45, 1.5));
  market.close(kPrices);
  CHECK(fills(market).at(10).quantity_kwh == doctest::Approx(1));
  CHECK(fills(market).at(10).stored_kwh == 0);
  CHECK(fills(market).at(11).quantity_kwh == doctest::Approx(0.5));
  CHECK(fills(market).at(11).stored_kwh == fills(market).at(11).quantity_kwh);
  CHECK(fills(market).at(20).stored_kwh == 0);
}

// Asks 0.15 (2 kWh), 0.20 (2), 0.25 (2); bids 0.45 (1), 0.40 (3), 0.30 (1.5). They cross at ask
// 0.25 and bid 0.30, which stay out and set the prices: 4 kWh trade on both sides.
TEST_CASE("trade reduction comes first, the rest trades at the mid-market price") {
  CallMarketPlace market = the_scheme({.auction = market::MechanismId::kTradeReduction});
  market.take({}, sell(10, 2, 0.15));
  market.take({}, sell(11, 2, 0.20));
  market.take({}, sell(12, 2, 0.25));
  market.take({}, buy(20, 1, 0.45, 1.2));
  market.take({}, buy(21, 3, 0.40, 3.5));
  market.take({}, buy(22, 1.5, 0.30, 1.5));
  const MarketTotals totals = market.close(kPrices);
  CHECK(market.results().size() == 6);
  CHECK(totals.has_coalition);
  CHECK(totals.auction_kwh == doctest::Approx(4));
  CHECK(totals.prices.least == 0.25);
  CHECK(totals.prices.most == doctest::Approx(0.30));
  // Seller 12 has 2 kWh left; buyers still want 0.2 + 0.5 + 1.5 = 2.2 kWh at 0.3.
  CHECK(totals.mid_market_kwh == doctest::Approx(2));
  CHECK(totals.paid == doctest::Approx(4 * 0.30 + 2 * 0.3));
  CHECK(totals.earned == doctest::Approx(4 * 0.25 + 2 * 0.3));
  auto all = fills(market);
  CHECK(all.size() == 6);
  CHECK(all[10].side == market::Side::kSell);
  CHECK(all[10].auction_kwh == doctest::Approx(2));
  CHECK(all[10].money == doctest::Approx(0.5));
  CHECK(all[12].auction_kwh == 0);
  CHECK(all[12].quantity_kwh == doctest::Approx(2));
  CHECK(all[12].money == doctest::Approx(0.6));
  CHECK(all[21].side == market::Side::kBuy);
  CHECK(all[21].auction_kwh == doctest::Approx(3));
  CHECK(all[21].quantity_kwh == doctest::Approx(3 + 2 * 0.5 / 2.2));
  CHECK(all[22].quantity_kwh == doctest::Approx(2 * 1.5 / 2.2));
  CHECK(all[22].money == doctest::Approx(0.3 * 2 * 1.5 / 2.2));
}

// The same crossing at k = 0.25: one price 0.25*0.30 + 0.75*0.25, all 5.5 kWh of demand trade, the
// marginal seller is partly filled.
TEST_CASE("k-pricing fills efficiently at one price") {
  CallMarketPlace market = the_scheme({.k = 0.25, .auction = market::MechanismId::kKPricing});
  market.take({}, sell(10, 2, 0.15));
  market.take({}, sell(11, 2, 0.20));
  market.take({}, sell(12, 2, 0.25));
  market.take({}, buy(20, 1, 0.45, 1));
  market.take({}, buy(21, 3, 0.40, 3));
  market.take({}, buy(22, 1.5, 0.30, 1.5));
  const MarketTotals totals = market.close(kPrices);
  CHECK(totals.auction_kwh == doctest::Approx(5.5));
  CHECK(totals.prices.least == doctest::Approx(0.2625));
  CHECK(totals.prices.most == totals.prices.least);
  CHECK(totals.mid_market_kwh == doctest::Approx(0));
  CHECK(fills(market)[12].auction_kwh == doctest::Approx(1.5));
}

TEST_CASE("a buyer who wants less at the mid-market price than it has takes nothing there") {
  CallMarketPlace market = the_scheme({.auction = market::MechanismId::kKPricing});
  market.take({}, sell(1, 5, 0.12));
  market.take({}, buy(2, 2, 0.2, 1.5));  // its limit lies below the mid-market price
  const MarketTotals totals = market.close(kPrices);
  CHECK(totals.auction_kwh == doctest::Approx(2));
  CHECK(totals.mid_market_kwh == 0);
}

TEST_CASE("one side alone makes no coalition") {
  CallMarketPlace market = the_scheme({});
  market.take({}, sell(1, 5, 0.12));
  CHECK_FALSE(market.close(kPrices).has_coalition);
  market.take({}, buy(2, 0, 0.12, 1));
  CHECK(market.close(kPrices).has_coalition);
}

TEST_CASE("orders of one round are gone in the next") {
  CallMarketPlace market = the_scheme({});
  market.take({}, sell(1, 5, 0.12));
  market.take({}, buy(2, 1, 0.4, 1));
  market.close(kPrices);
  market.open();
  CHECK(market.results().empty());
  const MarketTotals totals = market.close(kPrices);
  CHECK(totals.mid_market_kwh == 0);
  CHECK(totals.auction_kwh == 0);
  CHECK(fills(market).empty());
}
