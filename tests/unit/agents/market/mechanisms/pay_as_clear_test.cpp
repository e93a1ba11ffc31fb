#include "agents/market/mechanisms/pay_as_clear.hpp"

#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

Cleared at_one_price(const std::vector<Order>& asks, const std::vector<Order>& bids,
                     double k = 0.5) {
  PayAsClear rule{k};
  return clear(rule, asks, bids);
}

TEST_CASE("pay-as-clear trades the efficient volume at the price of the ask that is cut") {
  for (const double k : {0.0, 0.5, 1.0}) {
    const Cleared c = at_one_price(kAsks, kBids, k);
    CHECK(c.volume() == doctest::Approx(6));
    CHECK(c.sold()[0] == doctest::Approx(1));
    CHECK(c.bought() == std::vector<double>{4, 0, 2});
    CHECK(c.price_seller() == 0.20);
    CHECK(c.price_buyer() == 0.20);
    CHECK(c.stage().auctioneer_surplus() == 0);
    CHECK(c.stage().welfare == doctest::Approx(kMaxWelfare));
  }
}

TEST_CASE("a bid that is cut sets the price") {
  // 3 kWh are offered; the bid at 0.25 gets 1 of its 2 kWh.
  const Cleared c = at_one_price({{3, 0.10, 0, 1}, {1, 0.28, 0, 2}},
                                 {{2, 0.30, 0, 3}, {2, 0.25, 0, 4}, {1, 0.12, 0, 5}});
  CHECK(c.volume() == 3);
  CHECK(c.price_buyer() == 0.25);
}

TEST_CASE("where no order is cut, k divides what the marginal and the excluded orders leave open") {
  const std::vector<Order> asks{{2, 0.10, 0, 1}, {1, 0.22, 0, 2}};
  const std::vector<Order> bids{{2, 0.30, 0, 3}, {1, 0.14, 0, 4}};
  CHECK(at_one_price(asks, bids, 0).price_seller() == doctest::Approx(0.14));
  CHECK(at_one_price(asks, bids, 1).price_seller() == doctest::Approx(0.22));
  CHECK(at_one_price(asks, bids, 0.25).price_seller() == doctest::Approx(0.16));
  // Without excluded orders the marginal ones are the bounds.
  CHECK(at_one_price({asks[0]}, {bids[0]}, 0.25).price_seller() == doctest::Approx(0.15));
}

TEST_CASE(
    "excluded orders beyond the marginal prices bound nothing, nor do those without quantity") {
  const std::vector<Order> asks{{2, 0.10, 0, 1}, {1, 0.39, 0, 2}, {0, 0.12, 0, 5}};
  const std::vector<Order> bids{{2, 0.30, 0, 3}, {1, 0.06, 0, 4}, {0, 0.28, 0, 6}};
  CHECK(at_one_price(asks, bids, 0).price_seller() == doctest::Approx(0.10));
  CHECK(at_one_price(asks, bids, 1).price_seller() == doctest::Approx(0.30));
}

TEST_CASE("an excluded order that ties with the marginal one sets the price") {
  // Both bids at 0.30 want 2 kWh, and 2 are offered.
  CHECK(at_one_price({{2, 0.10, 0, 1}}, {{2, 0.30, 0, 3}, {2, 0.30, 0, 4}}).price_buyer() == 0.30);
}

TEST_CASE("both marginal orders filled but for roundings are filled") {
  // 0.1 + 0.2 is not 0.3 in binary.
  const Cleared c = at_one_price({{0.1, 0.10, 0, 1}, {0.2, 0.10, 0, 2}}, {{0.3, 0.30, 0, 3}});
  CHECK(c.price_seller() == doctest::Approx(0.20));
}

TEST_CASE("excluded quantities of the size of roundings may cross; the price suits all who trade") {
  const Cleared c = at_one_price({{1, 0.10, 0, 1}, {1e-17, 0.15, 0, 2}},
                                 {{1, 0.30, 0, 3}, {1e-17, 0.25, 0, 4}}, 0.25);
  CHECK(c.price_seller() >= 0.15);
  CHECK(c.price_seller() <= 0.25);
}

TEST_CASE("the price never leaves the bounds by a rounding") {
  for (int i = 1; i < 2000; ++i) {
    const double price = 0.001 * i, k = 0.0007 * (i % 1000);
    CHECK(at_one_price({{1, price, 0, 1}}, {{1, price, 0, 2}}, k).price_seller() == price);
  }
}

}  // namespace
}  // namespace peerwatt::market
