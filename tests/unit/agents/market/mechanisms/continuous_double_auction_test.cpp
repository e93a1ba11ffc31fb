#include "agents/market/mechanisms/continuous_double_auction.hpp"

#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

Cleared trade(const std::vector<Order>& asks, const std::vector<Order>& bids) {
  ContinuousDoubleAuction rule;
  return clear(rule, asks, bids);
}

TEST_CASE("each trade is at the price of the order that came first") {
  // The ask at 0.20 rests; the bid takes it and rests with 1 kWh, which the second ask takes.
  const Cleared c = trade({{1, 0.20, 0, 1}, {1, 0.25, 2, 2}}, {{2, 0.30, 1, 3}});
  CHECK(c.earned() == std::vector<double>{0.20, 0.30});
  CHECK(c.paid()[0] == doctest::Approx(0.50));
  REQUIRE(c.stage().pairs.size() == 2);
  CHECK(c.stage().pairs[1].price_seller == 0.30);
  CHECK(c.stage().prices.least == doctest::Approx(0.20));
  CHECK(c.stage().prices.most == doctest::Approx(0.30));
  CHECK_FALSE(c.stage().price_seller.has_value());
}

TEST_CASE("who comes first may trade though another one is worth more") {
  // The bid at 0.30 comes when the only ask is gone.
  const Cleared c = trade({{1, 0.10, 0, 1}}, {{1, 0.15, 1, 2}, {1, 0.30, 2, 3}});
  CHECK(c.bought() == std::vector<double>{1, 0});
  CHECK(c.stage().welfare == doctest::Approx(0.05));
  CHECK(c.clearing.max_welfare == doctest::Approx(0.20));
}

TEST_CASE("orders that arrive together come by owner, an owner's asks before its bids") {
  CHECK(trade({{1, 0.10, 5, 2}}, {{1, 0.30, 5, 1}}).earned()[0] == doctest::Approx(0.30));
  CHECK(trade({{1, 0.10, 5, 1}}, {{1, 0.30, 5, 2}}).earned()[0] == doctest::Approx(0.10));
  // Owner 2's ask rests before its bid comes, so that owner 3 finds both sides.
  const Cleared c = trade({{1, 0.20, 5, 2}, {1, 0.05, 5, 3}}, {{1, 0.10, 5, 2}});
  CHECK(c.sold() == std::vector<double>{0, 1});
  CHECK(c.earned()[1] == doctest::Approx(0.10));
}

TEST_CASE("the auction works by itself, market after market") {
  ContinuousDoubleAuction rule;
  CHECK(clear(rule, {{5, 0.10, 0, 1}}, {{2, 0.30, 0, 2}}).volume() == 2);
  // No ask of 3 kWh is left from the market before.
  CHECK(clear(rule, {}, {{2, 0.30, 0, 2}}).volume() == 0);
}

}  // namespace
}  // namespace peerwatt::market
