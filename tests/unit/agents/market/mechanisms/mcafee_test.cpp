#include "agents/market/mechanisms/mcafee.hpp"

#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

Cleared clear(const std::vector<Order>& asks, const std::vector<Order>& bids) {
  McAfee rule;
  return clear(rule, asks, bids);
}

TEST_CASE("all of the efficient allocation trades half-way between the next prices") {
  // L = 2, M = 2; p0 = (6 + 4)/2 lies between a_L = 3 and b_M = 7.
  const Cleared c =
      clear({{1, 1, 0, 1}, {1, 3, 0, 2}, {1, 6, 0, 3}}, {{1, 9, 0, 4}, {1, 7, 0, 5}, {1, 4, 0, 6}});
  CHECK(c.volume() == 2);
  CHECK(c.price_seller() == 5);
  CHECK(c.price_buyer() == 5);
  CHECK(c.sold() == std::vector<double>{1, 1, 0});
  CHECK(c.bought() == std::vector<double>{1, 1, 0});
  CHECK(c.stage().auctioneer_surplus() == 0);
  CHECK(c.stage().welfare == c.clearing.max_welfare);
}

TEST_CASE("where the next orders' price does not suit the marginal ones, trade is reduced") {
  // p0 = (13 + 4)/2 = 8.5 is more than b_M = 7.
  const Cleared c = clear({{1, 1, 0, 1}, {1, 3, 0, 2}, {1, 13, 0, 3}},
                          {{1, 9, 0, 4}, {1, 7, 0, 5}, {1, 4, 0, 6}});
  CHECK(c.volume() == 1);
  CHECK(c.price_seller() == 3);
  CHECK(c.price_buyer() == 7);
  CHECK(c.sold() == std::vector<double>{1, 0, 0});
  CHECK(c.stage().auctioneer_surplus() == 4);
}

TEST_CASE("without a next order on both sides, trade is reduced") {
  const std::vector<Order> asks{{1, 1, 0, 1}, {1, 3, 0, 2}};
  const std::vector<Order> bids{{1, 9, 0, 4}, {1, 7, 0, 5}};
  CHECK(clear(asks, bids).volume() == 1);
  CHECK(clear({{1, 1, 0, 1}, {1, 3, 0, 2}, {1, 6, 0, 3}}, bids).volume() == 1);
  CHECK(clear(asks, {{1, 9, 0, 4}, {1, 7, 0, 5}, {1, 4, 0, 6}}).volume() == 1);
  // Nor is one without quantity a next order.
  CHECK(
      clear({{1, 1, 0, 1}, {1, 3, 0, 2}, {0, 6, 0, 3}}, {{1, 9, 0, 4}, {1, 7, 0, 5}, {0, 4, 0, 6}})
          .volume() == 1);
}

TEST_CASE("the marginal order trades in part, and its rest is not the next order") {
  // 3 kWh cross, 1 of them of the ask at 3; its rest of 4 kWh would make p0 = (3 + 2)/2.
  const Cleared c = clear({{2, 1, 0, 1}, {5, 3, 0, 2}, {1, 6, 0, 3}}, {{3, 9, 0, 4}, {1, 2, 0, 5}});
  CHECK(c.price_seller() == 4);
  CHECK(c.sold() == std::vector<double>{2, 1, 0});
  CHECK(c.bought() == std::vector<double>{3, 0});
}

TEST_CASE("a next order may tie with the marginal one in price") {
  // Owner 2 is the marginal ask, owner 3 the next one: p0 = (3 + 2.5)/2 does not suit owner 2. With
  // the ask at 6 as the next one it would be 4.25.
  const Cleared c = clear({{1, 1, 0, 1}, {1, 3, 0, 3}, {1, 3, 0, 2}, {1, 6, 0, 8}},
                          {{1, 9, 0, 4}, {1, 7, 0, 5}, {1, 2.5, 0, 7}});
  CHECK(c.sold() == std::vector<double>{1, 0, 0, 0});
  CHECK(c.price_seller() == 3);
  CHECK(c.price_buyer() == 7);
}

}  // namespace
}  // namespace peerwatt::market
