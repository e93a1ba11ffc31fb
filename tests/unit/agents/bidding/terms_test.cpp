#include "agents/bidding/terms.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

using market::Side;

constexpr PriceRange kRange{0.05, 0.35};

TEST_CASE("a seller hopes for the highest price of the market, a buyer for the lowest") {
  CHECK(best_price({Side::kSell, 0.2, kRange}) == 0.35);
  CHECK(best_price({Side::kBuy, 0.2, kRange}) == 0.05);
}

TEST_CASE("nobody accepts a price beyond the limit or outside the market's range") {
  const Terms seller{Side::kSell, 0.2, kRange}, buyer{Side::kBuy, 0.2, kRange};
  CHECK(acceptable(0.1, seller) == 0.2);
  CHECK(acceptable(0.3, seller) == 0.3);
  CHECK(acceptable(0.4, seller) == 0.35);
  CHECK(acceptable(0.3, buyer) == 0.2);
  CHECK(acceptable(0.1, buyer) == 0.1);
  CHECK(acceptable(0.0, buyer) == 0.05);
}

TEST_CASE("a limit beyond the range stands against the range") {
  const Terms seller{Side::kSell, 0.4, kRange}, buyer{Side::kBuy, 0.01, kRange};
  CHECK(best_price(seller) == 0.4);
  CHECK(acceptable(0.3, seller) == 0.4);
  CHECK(acceptable(0.5, seller) == 0.4);
  CHECK(best_price(buyer) == 0.01);
  CHECK(acceptable(0.3, buyer) == 0.01);
  CHECK(acceptable(0.0, buyer) == 0.01);
}

}  // namespace
}  // namespace peerwatt::bidding
