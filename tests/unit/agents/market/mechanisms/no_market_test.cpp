#include "agents/market/mechanisms/no_market.hpp"

#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

TEST_CASE("without a market nobody trades, but what trade would be worth is measured") {
  NoMarket rule;
  const Cleared c = clear(rule, kAsks, kBids);
  CHECK(c.stage().rule == MechanismId::kNone);
  CHECK(c.volume() == 0);
  CHECK(c.sold() == std::vector<double>{0, 0, 0});
  CHECK(c.paid() == std::vector<double>{0, 0, 0});
  CHECK_FALSE(c.stage().price_buyer.has_value());
  CHECK(c.clearing.max_welfare == doctest::Approx(kMaxWelfare));
}

}  // namespace
}  // namespace peerwatt::market
