#include "agents/bidding/strategy.hpp"

#include <vector>

#include "agents/bidding/truthful.hpp"
#include "agents/bidding/zip.hpp"

#include "tests/unit/agents/bidding/sample_traders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

using market::Side;

constexpr StatedPrice kTaken{Side::kBuy, 0.34, Response::kAccepted};

// The price of the first trader before and after it has observed that so much was paid.
std::vector<double> prices_around(Strategy& strategy, FreshRandom& trader) {
  strategy.enlist(trader.random);
  std::vector<double> prices{strategy.price(0, kSeller, trader.random)};
  strategy.observe(0, kSeller, Activity::kActive, kTaken, trader.random);
  prices.push_back(strategy.price(0, kSeller, trader.random));
  return prices;
}

TEST_CASE(
    "a strategy that only says its price learns nothing from a stated price and draws nothing") {
  Truthful strategy;
  FreshRandom trader;
  CHECK(prices_around(strategy, trader) == std::vector<double>{0.2, 0.2});
  CHECK(trader.choices == 0);
}

TEST_CASE("a strategy that learns observes stated prices by the same calls") {
  Zip strategy;
  FreshRandom trader;
  const std::vector<double> prices = prices_around(strategy, trader);
  CHECK(prices[1] > prices[0]);
  CHECK(trader.choices == 1);
}

}  // namespace
}  // namespace peerwatt::bidding
