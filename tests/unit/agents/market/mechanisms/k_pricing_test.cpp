#include "agents/market/mechanisms/k_pricing.hpp"

#include <cmath>
#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

Cleared split(const std::vector<Order>& asks, const std::vector<Order>& bids, double k = 0.5) {
  KPricing rule{k};
  return clear(rule, asks, bids);
}

TEST_CASE("k-pricing trades the efficient volume and fills the marginal order partly") {
  const Cleared c = split(kAsks, kBids, 0.25);
  CHECK(c.volume() == doctest::Approx(6));
  CHECK(c.sold()[0] == doctest::Approx(1));
  CHECK(c.sold()[1] == 2);
  CHECK(c.sold()[2] == 3);
  CHECK(c.bought() == std::vector<double>{4, 0, 2});
  // 0.25*0.25 + 0.75*0.20
  CHECK(c.price_seller() == doctest::Approx(0.2125));
  CHECK(c.price_buyer() == c.price_seller());
  CHECK(c.earned()[1] == doctest::Approx(2 * 0.2125));
  CHECK(c.stage().auctioneer_surplus() == 0);
  CHECK(c.stage().welfare == doctest::Approx(kMaxWelfare));
  CHECK(c.clearing.max_welfare == doctest::Approx(kMaxWelfare));
}

TEST_CASE("the price of k-pricing never leaves the two marginal prices by a rounding") {
  for (int i = 1; i < 2000; ++i) {
    const double price = 0.001 * i;
    CHECK(split({{1, price, 0, 1}}, {{1, price, 0, 2}}, 0.0007 * (i % 1000)).price_seller() ==
          price);
  }
}

TEST_CASE("an ask equal to a bid crosses, and one above it does not") {
  CHECK(split({{1, 0.2, 0, 1}}, {{1, 0.2, 0, 2}}).volume() == 1);
  const double above = std::nextafter(0.2, 1.0);
  CHECK(split({{1, above, 0, 1}}, {{1, 0.2, 0, 2}}).volume() == 0);
}

TEST_CASE("ties in price go to the earlier order, then to the smaller owner") {
  const std::vector<Order> asks{{1, 0.1, 5, 1}, {1, 0.1, 4, 9}, {1, 0.1, 4, 8}};
  // 1.5 kWh go to owner 8, then owner 9 of the earlier arrival.
  CHECK(split(asks, {{1.5, 0.3, 0, 2}}).sold() == std::vector<double>{0, 0.5, 1});
}

TEST_CASE("a tiny order keeps its exact quantity beside a huge one") {
  const Cleared c =
      split({{1e-3, 0.10, 0, 1}, {1e3, 0.12, 0, 2}, {1, 0.13, 0, 3}}, {{2e3, 0.30, 0, 4}});
  CHECK(c.sold() == std::vector<double>{1e-3, 1e3, 1});
}

TEST_CASE("prices may be negative or zero") {
  const Cleared c = split({{1, -0.20, 0, 1}, {1, 0.0, 0, 2}, {1, 0.10, 0, 3}},
                          {{1, 0.05, 0, 4}, {1, -0.0, 0, 5}});
  CHECK(c.volume() == 2);
  CHECK(c.price_seller() == 0);
  CHECK(c.sold() == std::vector<double>{1, 1, 0});
}

}  // namespace
}  // namespace peerwatt::market
