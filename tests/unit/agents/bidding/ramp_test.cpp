#include "agents/bidding/ramp.hpp"

#include "tests/unit/agents/bidding/sample_traders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

using market::Side;

double price_at(Terms terms, double elapsed) {
  FreshRandom trader;
  terms.elapsed = elapsed;
  return Ramp{}.price(0, terms, trader.random);
}

TEST_CASE("a ramp leads from the best price to the limit in a straight line") {
  CHECK(price_at(kSeller, 0) == 0.35);
  CHECK(price_at(kSeller, 0.5) == doctest::Approx(0.275).epsilon(1e-15));
  CHECK(price_at(kSeller, 1) == 0.2);
  CHECK(price_at(kBuyer, 0) == 0.05);
  CHECK(price_at(kBuyer, 0.25) == doctest::Approx(0.0875).epsilon(1e-15));
  CHECK(price_at(kBuyer, 1) == 0.2);
}

TEST_CASE("no rounding of a ramp passes the limit") {
  for (int i = 0; i <= 1000; ++i) {
    REQUIRE(price_at({Side::kSell, 0.1, {0.1, 0.3}}, i / 1000.0) >= 0.1);
    REQUIRE(price_at({Side::kBuy, 0.3, {0.1, 0.3}}, i / 1000.0) <= 0.3);
  }
}

TEST_CASE("a ramp needs no random number") {
  FreshRandom trader;
  Ramp{}.price(0, kSeller, trader.random);
  CHECK(trader.choices == 0);
}

}  // namespace
}  // namespace peerwatt::bidding
