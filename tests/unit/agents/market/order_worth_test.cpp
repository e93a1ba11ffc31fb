#include "agents/market/order_worth.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr OrderPlace kAsk{Side::kSell, 0};
constexpr OrderPlace kBid{Side::kBuy, 0};

LimitWorth worth(const GridPrices& grid) {
  const std::vector<Order> asks{{.quantity_kwh = 2, .limit_price = 0.125, .owner = 1}};
  const std::vector<Order> bids{{.quantity_kwh = 3, .limit_price = 0.5, .owner = 2}};
  return LimitWorth{{.asks = asks, .bids = bids, .grid = grid}};
}

TEST_CASE("up to its quantity an order's energy is worth the limit price") {
  const LimitWorth w = worth({.sell = 0.75, .feed_in = 0.0625});
  CHECK(w.of(kAsk, 0) == 0);
  CHECK(w.of(kAsk, 2) == -2 * 0.125);
  CHECK(w.of(kBid, 1) == 0.5);
  CHECK(w.of(kBid, 3) == 3 * 0.5);
}

TEST_CASE("what is sold and not held is bought from the grid, what is not needed is fed in") {
  const LimitWorth w = worth({.sell = 0.75, .feed_in = 0.0625});
  CHECK(w.of(kAsk, 6) == -2 * 0.125 - 4 * 0.75);
  CHECK(w.of(kBid, 5) == 3 * 0.5 + 2 * 0.0625);
}

TEST_CASE("what a buyer would take of a pool is needed too") {
  const std::vector<Order> bids{{.quantity_kwh = 3, .limit_price = 0.5}};
  const std::vector<double> demand{4};
  const LimitWorth w{{.asks = {}, .bids = bids, .pool_demand_kwh = demand}};
  CHECK(w.of(kBid, 5) == 4 * 0.5);
}

TEST_CASE("the grid sells no lower than the highest limit price and pays no more than the lowest") {
  CHECK(worth({}).beyond().sell == 0.5);
  CHECK(worth({}).beyond().feed_in == 0);
  const GridPrices within = worth({.sell = 0.25, .feed_in = 0.1875}).beyond();
  CHECK(within.sell == 0.5);
  CHECK(within.feed_in == 0.125);
}

}  // namespace
}  // namespace peerwatt::market
