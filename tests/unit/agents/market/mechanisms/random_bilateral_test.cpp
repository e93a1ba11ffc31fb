#include "agents/market/mechanisms/random_bilateral.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "engine/core/random.hpp"

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

Cleared clear(const std::vector<Order>& asks, const std::vector<Order>& bids,
              PairPrice price = PairPrice::kMidpoint) {
  RandomBilateral rule{price};
  return clear(rule, asks, bids);
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> who_met(const Cleared& cleared) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const Pair& pair : cleared.stage().pairs) pairs.emplace_back(pair.ask, pair.bid);
  return pairs;
}

TEST_CASE("sellers and buyers meet in the order of their random draws") {
  // By random draw: sellers 2, 0, 1; buyers 1, 0, 2.
  const std::vector<Order> asks{{1, 1, 0, 1, 20}, {1, 1, 0, 2, 30}, {1, 1, 0, 3, 10}};
  const std::vector<Order> bids{{1, 9, 0, 4, 25}, {1, 9, 0, 5, 15}, {1, 9, 0, 6, 35}};
  CHECK(who_met(clear(asks, bids)) ==
        std::vector<std::pair<std::uint32_t, std::uint32_t>>{{2, 1}, {0, 0}, {1, 2}});
}

TEST_CASE("who does not agree goes on to the next, around the ring") {
  // The first buyer finds the seller opposite too dear, and trades with the next two. The second
  // one has the rest of the third seller; the first seller, to whom it comes around the ring, is
  // too dear for it, too. The third buyer has that one, when the others are sold out.
  const std::vector<Order> asks{{1, 8, 0, 1, 1}, {1, 3, 0, 2, 2}, {2, 4, 0, 3, 3}};
  const std::vector<Order> bids{{2, 6, 0, 4, 1}, {2, 7, 0, 5, 2}, {2, 9, 0, 6, 3}};
  const Cleared c = clear(asks, bids);
  CHECK(who_met(c) ==
        std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 0}, {2, 0}, {2, 1}, {0, 2}});
  CHECK(c.sold() == std::vector<double>{1, 1, 2});
  CHECK(c.bought() == std::vector<double>{2, 1, 1});
  CHECK(c.earned() == std::vector<double>{8.5, 4.5, 5 + 5.5});
  CHECK(c.stage().welfare == (6 - 3) + (6 - 4) + (7 - 4) + (9 - 8));
}

TEST_CASE("a buyer meets so many sellers and no more") {
  constexpr auto kMeetings = static_cast<std::uint32_t>(RandomBilateral::kMeetings);
  const auto market_with_cheap_seller_at = [](std::uint32_t place) {
    std::vector<Order> asks;
    for (std::uint32_t i = 0; i < 20; ++i) {
      asks.push_back({1, i == place ? 1.0 : 9.0, 0, i, i});
    }
    return clear(asks, {{1, 5, 0, 99, 0}}).volume();
  };
  CHECK(market_with_cheap_seller_at(kMeetings - 1) == 1);
  CHECK(market_with_cheap_seller_at(kMeetings) == 0);
}

TEST_CASE("the next buyer begins with the next seller") {
  // The seller at 6 is too dear for the first buyer; the second one does not meet it any more.
  std::vector<Order> asks{{1, 6, 0, 50, 0}};
  for (std::uint32_t i = 1; i < 20; ++i) asks.push_back({1, 9, 0, i, i});
  CHECK(clear(asks, {{1, 5, 0, 98, 0}, {1, 7, 0, 99, 1}}).volume() == 0);
  CHECK(clear(asks, {{1, 7, 0, 98, 0}, {1, 5, 0, 99, 1}}).volume() == 1);
}

TEST_CASE("nobody trades with itself, but with the next") {
  const Cleared c = clear({{1, 1, 0, 1, 1}, {1, 2, 0, 2, 2}}, {{2, 6, 0, 1, 1}, {1, 6, 0, 3, 2}});
  CHECK(who_met(c) == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 0}, {0, 1}});
}

TEST_CASE("equal random draws and several orders of an owner have a fixed order, too") {
  // Of equal random draws the smaller owner comes first; an owner's orders best first.
  const std::vector<Order> asks{{1, 3, 0, 2, 7}, {1, 2, 0, 1, 7}, {1, 1, 0, 1, 7}};
  const std::vector<Order> bids{{1, 9, 0, 4, 1}, {1, 9, 0, 5, 2}, {1, 9, 0, 6, 3}};
  CHECK(who_met(clear(asks, bids)) ==
        std::vector<std::pair<std::uint32_t, std::uint32_t>>{{2, 0}, {1, 1}, {0, 2}});
}

TEST_CASE("prices that are drawn lie anywhere between ask and bid") {
  constexpr std::uint32_t kPairs = 4000;
  std::vector<Order> asks, bids;
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const auto bits = random_bits({.seed = 3, .purpose = Purpose::kMarket, .owner = 0, .draw = i});
    asks.push_back({1, 2, 0, i, bits[0]});
    bids.push_back({1, 3, 0, kPairs + i, bits[1]});
  }
  const Cleared c = clear(asks, bids, PairPrice::kByRule);
  std::vector<double> prices;
  for (const Pair& pair : c.stage().pairs) {
    CHECK(pair.price_buyer == pair.price_seller);
    prices.push_back(pair.price_buyer);
  }
  std::sort(prices.begin(), prices.end());
  REQUIRE(prices.size() == kPairs);
  CHECK(prices.front() >= 2);
  CHECK(prices.back() <= 3);
  // Kolmogorov-Smirnov against the uniform distribution: 1.95/sqrt(n) is passed by chance once in
  // 1000 seeds; the seed is fixed.
  double distance = 0;
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    distance = std::max(distance, std::abs(prices[i] - 2 - (i + 0.5) / kPairs));
  }
  CHECK(distance <= 1.95 / std::sqrt(kPairs));
}

}  // namespace
}  // namespace peerwatt::market
