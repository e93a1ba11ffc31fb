#include "agents/market/lie_candidates.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// Asks 5 kWh at 0.1 and 4 at 0.2; bids 8 at 1 and 2 at 0.2.
const std::vector<Order> kSold{{.quantity_kwh = 4, .limit_price = 0.2, .owner = 2},
                               {.quantity_kwh = 5, .limit_price = 0.1, .owner = 1}};
const std::vector<Order> kBought{{.quantity_kwh = 8, .limit_price = 1, .owner = 3},
                                 {.quantity_kwh = 2, .limit_price = 0.2, .owner = 4}};

bool has(const std::vector<double>& values, double value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

TEST_CASE("prices of all orders come first, then those beside them") {
  const std::vector<double> prices = candidate_prices({.asks = kSold, .bids = kBought}, 100);
  REQUIRE(prices.size() == 9);
  CHECK(std::vector<double>(prices.begin(), prices.begin() + 3) ==
        std::vector<double>{0.1, 0.2, 1});
  for (const double price : {0.099999999, 0.100000001, 0.199999999, 0.200000001, 1.000000001}) {
    CAPTURE(price);
    CHECK(has(prices, price));
  }
}

TEST_CASE("the grid's prices and their middle count where they are given") {
  const std::vector<double> prices =
      candidate_prices({.asks = kSold, .bids = kBought, .grid = {.sell = 2, .feed_in = 0.5}}, 100);
  for (const double price : {0.5, 1.25, 2.0}) CHECK(has(prices, price));
  CHECK(candidate_prices({.asks = kSold, .bids = kBought}, 4).size() == 4);
}

TEST_CASE("quantities are parts of the own and those with which offers meet wants") {
  const CallMarket market{.asks = kSold, .bids = kBought};
  const std::vector<double> quantities = candidate_quantities(market, {Side::kSell, 0}, 100);
  // 8 or 10 kWh are wanted; 0 or 5 are offered by the other.
  for (const double meeting : {3.0, 5.0, 8.0, 10.0, 3 * (1 - 1e-6), 3 * (1 + 1e-6)}) {
    CAPTURE(meeting);
    CHECK(has(quantities, meeting));
  }
  for (const double part : {0.0, 2.0, 6.0}) CHECK(has(quantities, part));
  CHECK(!has(quantities, 4));  // the truth
  CHECK(candidate_quantities(market, {Side::kSell, 0}, 12).size() <= 12);
  // Nothing or 8 kWh are wanted by the other; 4 or 9 are offered.
  CHECK(has(candidate_quantities(market, {Side::kBuy, 1}, 100), 1));
}

TEST_CASE("thinning keeps the ends") {
  CHECK(thinned({5, 1, 2, 2, 3, 4}, 3) == std::vector<double>{1, 3, 5});
  CHECK(thinned({2, 1, 2}, 3) == std::vector<double>{1, 2});
  CHECK(thinned({2, 1}, 1) == std::vector<double>{1});
}

}  // namespace
}  // namespace peerwatt::market
