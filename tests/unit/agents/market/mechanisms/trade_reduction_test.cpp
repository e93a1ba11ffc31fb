#include "agents/market/mechanisms/trade_reduction.hpp"

#include <initializer_list>
#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

Cleared reduce(const std::vector<Order>& asks, const std::vector<Order>& bids) {
  TradeReduction rule;
  return clear(rule, asks, bids);
}

TEST_CASE("trade reduction leaves out the marginal ask and bid, which set the prices") {
  const Cleared c = reduce(kAsks, kBids);
  // L = the ask at 0.20, M = the bid at 0.25. Before them 2 + 3 kWh are offered, 4 are wanted: the
  // sellers share the excess of 1 kWh, half each.
  CHECK(c.price_seller() == 0.20);
  CHECK(c.price_buyer() == 0.25);
  CHECK(c.volume() == doctest::Approx(4));
  CHECK(c.sold()[0] == 0);
  CHECK(c.sold()[1] == doctest::Approx(1.5));
  CHECK(c.sold()[2] == doctest::Approx(2.5));
  CHECK(c.bought() == std::vector<double>{4, 0, 0});
  CHECK(c.earned()[1] == doctest::Approx(1.5 * 0.20));
  CHECK(c.paid()[0] == doctest::Approx(4 * 0.25));
  CHECK(c.stage().auctioneer_surplus() == doctest::Approx(4 * 0.05));
  // 4*0.30 - 1.5*0.10 - 2.5*0.12
  CHECK(c.stage().welfare == doctest::Approx(0.75));
  CHECK(c.clearing.max_welfare == doctest::Approx(kMaxWelfare));
}

TEST_CASE("one pair alone does not trade under trade reduction") {
  const Cleared c = reduce({{1, 0.1, 0, 1}}, {{1, 0.3, 0, 2}});
  CHECK(c.volume() == 0);
  CHECK(c.sold()[0] == 0);
  CHECK(c.bought()[0] == 0);
  CHECK_FALSE(c.stage().price_seller.has_value());
  CHECK(c.clearing.max_welfare == doctest::Approx(0.2));
  CHECK(c.stage().welfare == 0);
}

TEST_CASE("under trade reduction the last in a tie is the marginal one") {
  // 3 kWh cross; owner 3 is the last ask needed, owner 6 the last bid.
  const std::vector<Order> asks{{1, 0.1, 0, 3}, {1, 0.1, 0, 2}, {1, 0.1, 0, 1}, {1, 0.1, 0, 4}};
  const std::vector<Order> bids{{1, 0.1, 0, 6}, {2, 0.1, 0, 5}};
  const Cleared c = reduce(asks, bids);
  CHECK(c.sold() == std::vector<double>{0, 1, 1, 0});
  CHECK(c.bought() == std::vector<double>{0, 2});
}

TEST_CASE("an order without quantity neither trades nor sets a price") {
  // Without the empty orders: L = the ask at 0.12, M = the bid at 0.25.
  const std::vector<Order> asks{{1, 0.10, 0, 1}, {0, 0.11, 0, 2}, {1, 0.12, 0, 3}, {0, 0.13, 0, 4}};
  const std::vector<Order> bids{{1, 0.30, 0, 5}, {1, 0.25, 0, 6}, {0, 0.24, 0, 7}};
  const Cleared c = reduce(asks, bids);
  CHECK(c.price_seller() == 0.12);
  CHECK(c.price_buyer() == 0.25);
  CHECK(c.sold() == std::vector<double>{1, 0, 0, 0});
  CHECK(c.bought() == std::vector<double>{1, 0, 0});
}

TEST_CASE("the remainder of a rounding makes no order marginal") {
  // 0.1 + 0.2 is 5.6e-17 more than 0.3 in doubles; the bid at 0.20 must not become marginal by it.
  const std::vector<Order> asks{{0.1, 0.10, 0, 1}, {0.2, 0.11, 0, 2}};
  const std::vector<Order> bids{{0.1, 0.40, 0, 3}, {0.2, 0.30, 0, 4}, {1, 0.20, 0, 5}};
  CHECK(reduce(asks, bids).price_buyer() == 0.30);
  // M is the first bid: nobody is before it.
  CHECK(reduce(asks, {{0.3, 0.40, 0, 3}, {1, 0.20, 0, 5}}).volume() == 0);
}

TEST_CASE("quantities of every size clear") {
  for (const double unit : {1e-200, 1e-9, 1.0, 1e12, 1e300}) {
    const Cleared c =
        reduce({{2 * unit, 0.20, 0, 3}, {2 * unit, 0.10, 0, 1}, {3 * unit, 0.12, 0, 2}},
               {{4 * unit, 0.30, 0, 4}, {2 * unit, 0.15, 0, 6}, {2 * unit, 0.25, 0, 5}});
    CHECK(c.volume() / unit == doctest::Approx(4));
    CHECK(c.sold()[2] / unit == doctest::Approx(2.5));
  }
}

}  // namespace
}  // namespace peerwatt::market
