#include "agents/market/mechanisms/auction_then_mid_market.hpp"

#include <memory>
#include <vector>

#include "agents/market/mechanisms/mcafee.hpp"
#include "agents/market/mechanisms/pay_as_clear.hpp"

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr GridPrices kGrid{.sell = 0.40, .feed_in = 0.05};  // half-way: 0.225

Clearing clear_after_auction(const std::vector<double>& pool_demand_kwh) {
  AuctionThenMidMarket rule{std::make_unique<PayAsClear>(0.5)};
  Clearing clearing;
  rule.clear({.asks = kAsks, .bids = kBids, .pool_demand_kwh = pool_demand_kwh, .grid = kGrid},
             clearing);
  return clearing;
}

TEST_CASE("what the auction leaves is traded at the mid-market price, whatever the limit prices") {
  // The auction leaves 1 kWh of the ask at 0.20, and the bid at 0.15 which now wants 3 kWh.
  const Clearing clearing = clear_after_auction({4, 3, 2});
  REQUIRE(clearing.stages().size() == 2);
  const Stage& auction = clearing.stages()[0];
  CHECK(auction.rule == MechanismId::kPayAsClear);
  CHECK(auction.volume_kwh == doctest::Approx(6));
  const Stage& pool = clearing.stages()[1];
  CHECK(pool.rule == MechanismId::kMidMarketRate);
  CHECK(pool.volume_kwh == doctest::Approx(1));
  CHECK(pool.asks.quantity_kwh[0] == doctest::Approx(1));
  CHECK(pool.bids.quantity_kwh[1] == doctest::Approx(1));
  CHECK(pool.bids.money[1] == doctest::Approx(0.225));
  CHECK(pool.welfare == doctest::Approx(0.15 - 0.20));
  CHECK(clearing.volume_kwh() == doctest::Approx(7));
}

TEST_CASE("a buyer that wants less at the mid-market price than it bought takes no part in it") {
  // Of the first and third bid, both filled in the auction, only the third wants more.
  const Clearing clearing = clear_after_auction({3, 0, 2.5});
  CHECK(clearing.stages()[1].bids.quantity_kwh[0] == 0);
  CHECK(clearing.stages()[1].volume_kwh == doctest::Approx(0.5));
}

TEST_CASE("the breakpoints are those of the auction") {
  const std::vector<Order> asks{{1, 1, 0, 1}, {1, 3, 0, 2}, {1, 6, 0, 3}};
  const std::vector<Order> bids{{1, 9, 0, 4}, {1, 7, 0, 5}, {1, 4, 0, 6}};
  AuctionThenMidMarket rule{std::make_unique<McAfee>()};
  std::vector<double> prices;
  rule.add_breakpoints({.asks = asks, .bids = bids}, prices);
  // p0 = (6 + 4)/2, and where it would meet a_L = 3 or b_M = 7.
  CHECK(prices == std::vector<double>{5, 2 * 3 - 6, 2 * 3 - 4, 2 * 7 - 6, 2 * 7 - 4});
}

}  // namespace
}  // namespace peerwatt::market
