#include "agents/market/merit_order.hpp"

#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <tuple>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

using Ranking = std::vector<std::uint32_t>;

Ranking rank(const std::vector<Order>& orders, Side side) {
  MeritOrder merit;
  const auto ranking = merit.sort(orders, side);
  return {ranking.begin(), ranking.end()};
}

TEST_CASE("asks rank by rising, bids by falling price") {
  const std::vector<Order> orders{{1, 0.2, 0, 0}, {1, -0.1, 0, 1}, {1, 0.3, 0, 2}, {1, 0.0, 0, 3}};
  CHECK(rank(orders, Side::kSell) == Ranking{1, 3, 0, 2});
  CHECK(rank(orders, Side::kBuy) == Ranking{2, 0, 3, 1});
}

TEST_CASE("orders of one price rank by arrival, then owner, then place") {
  const std::vector<Order> orders{
      {1, 0.0, 2, 1}, {1, -0.0, 1, 7}, {1, 0.0, 1, 3}, {1, 0.0, 1, 3}, {1, 0.0, -1, 9}};
  CHECK(rank(orders, Side::kSell) == Ranking{4, 2, 3, 1, 0});
  CHECK(rank(orders, Side::kBuy) == Ranking{4, 2, 3, 1, 0});
}

TEST_CASE("books of every size rank as by comparison") {
  for (const std::uint32_t count : {0u, 1u, 2u, 24u, 25u, 399u, 400u, 401u, 3000u}) {
    std::vector<Order> orders(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto bits = random_bits({.seed = 3, .purpose = Purpose::kMarket, .draw = i});
      // Every third price is one of eight.
      const double price = bits[0] % 3 == 0 ? bits[1] % 8 - 4.0 : bits[1] * 1e-9 - 2;
      orders[i] = {1, price, bits[2] % 4, bits[3] % 4};
    }
    for (const Side side : {Side::kSell, Side::kBuy}) {
      Ranking expected(count);
      std::iota(expected.begin(), expected.end(), 0u);
      const double sign = side == Side::kSell ? 1 : -1;
      std::sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
        const double left = sign * orders[a].limit_price, right = sign * orders[b].limit_price;
        return std::tie(left, orders[a].arrival, orders[a].owner, a) <
               std::tie(right, orders[b].arrival, orders[b].owner, b);
      });
      CHECK(rank(orders, side) == expected);
    }
  }
}

}  // namespace
}  // namespace peerwatt::market
