#include "agents/bidding/truthful.hpp"

#include "tests/unit/agents/bidding/sample_traders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

TEST_CASE("a truthful trader states its limit price, whatever the time and the market's range") {
  FreshRandom trader;
  Truthful strategy;
  CHECK(strategy.price(0, kSeller, trader.random) == 0.2);
  CHECK(strategy.price(0, kBuyer, trader.random) == 0.2);
  Terms late = kSeller;
  late.elapsed = 0.9;
  late.limit_price = 0.5;  // beyond the range
  CHECK(strategy.price(0, late, trader.random) == 0.5);
  CHECK(trader.choices == 0);
}

}  // namespace
}  // namespace peerwatt::bidding
