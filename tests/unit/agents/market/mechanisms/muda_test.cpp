#include "agents/market/mechanisms/muda.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/market/misreport_search.hpp"

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr std::uint32_t kFirst = 0;
constexpr std::uint32_t kSecond = 1u << 31;

Cleared clear(const std::vector<Order>& asks, const std::vector<Order>& bids) {
  Muda rule;
  return clear(rule, asks, bids);
}

// In the first half two pairs trade; supply meets demand between 5, the bid that is left, and 7.
const std::vector<Order> kFirstAsks{{1, 1, 0, 1, kFirst}, {1, 3, 0, 2, kFirst}};
const std::vector<Order> kFirstBids{
    {1, 9, 0, 3, kFirst}, {1, 7, 0, 4, kFirst}, {1, 5, 0, 5, kFirst}};
// In the second one pair trades, between 2 and the ask at 4 that is left.
const std::vector<Order> kSecondAsks{
    {1, 2, 0, 6, kSecond}, {1, 4, 0, 7, kSecond}, {1, 8, 0, 8, kSecond}};
const std::vector<Order> kSecondBids{{1, 10, 0, 9, kSecond}};

std::vector<Order> both(std::vector<Order> first, const std::vector<Order>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

TEST_CASE("each half trades at the other's price, the long side at Vickrey prices above it") {
  const Cleared c = clear(both(kFirstAsks, kSecondAsks), both(kFirstBids, kSecondBids));
  // The first half at 3: both sellers get it; of three buyers two trade and pay what the third bid.
  // The second half at 6: the buyer pays it; of two sellers one trades and gets what the other
  // asks.
  CHECK(c.sold() == std::vector<double>{1, 1, 1, 0, 0});
  CHECK(c.bought() == std::vector<double>{1, 1, 0, 1});
  CHECK(c.earned() == std::vector<double>{3, 3, 4, 0, 0});
  CHECK(c.paid() == std::vector<double>{5, 5, 0, 6});
  CHECK(c.stage().auctioneer_surplus() == 4 + 2);
  CHECK(c.volume() == 3);
  CHECK(c.stage().prices.least == 3);
  CHECK(c.stage().prices.most == 6);
  // Of 9 + 7 + 10 - 1 - 3 - 2; the most would be with 9, 7, 10, 5 and 1, 2, 3, 4.
  CHECK(c.stage().welfare == 20);
  CHECK(c.clearing.max_welfare == 21);
}

TEST_CASE("a half without one side has no price for the other") {
  CHECK(clear(kFirstAsks, both(kFirstBids, kSecondBids)).volume() == 0);
  CHECK(clear(both(kFirstAsks, kSecondAsks), kFirstBids).volume() == 0);
  CHECK(clear(kFirstAsks, kFirstBids).volume() == 0);
}

TEST_CASE("a half in which nothing crosses has the price between its best bid and ask") {
  const std::vector<Order> asks = both(kFirstAsks, {{1, 8, 0, 6, kSecond}});
  const Cleared c = clear(asks, both(kFirstBids, {{1, 4, 0, 9, kSecond}}));
  // The first half at 6: two sellers, two buyers.
  CHECK(c.earned() == std::vector<double>{6, 6, 0});
  CHECK(c.paid() == std::vector<double>{6, 6, 0, 0});
}

TEST_CASE("the price of a half is that of its marginal order where this trades in part") {
  // 2 of 3 kWh of the ask at 4 are left: at any other price supply and demand differ.
  const std::vector<Order> asks = both(kFirstAsks, {{3, 4, 0, 6, kSecond}});
  const Cleared c = clear(asks, both(kFirstBids, {{1, 9, 0, 9, kSecond}}));
  // The first half at 4, where its buyers are long and pay 5.
  CHECK(c.earned()[0] == 4);
  CHECK(c.paid()[0] == 5);
}

TEST_CASE("the orders of an owner on the long side displace no orders of its own") {
  // All bids of the first half are of one owner: nobody else wanted the energy, the price counts.
  std::vector<Order> bids = kFirstBids;
  for (Order& bid : bids) bid.owner = 3;
  const Cleared c = clear(both(kFirstAsks, kSecondAsks), both(bids, kSecondBids));
  CHECK(c.paid() == std::vector<double>{3, 3, 0, 6});
}

TEST_CASE("no misreport pays for an owner of several orders, as long as they are on one side") {
  Muda muda;
  MisreportSearch search{muda};
  double most_traded = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    std::vector<Order> asks, bids;
    for (std::uint32_t i = 0; i < 14; ++i) {
      const auto at = [&](std::uint32_t draw) {
        return uniform({.seed = seed, .purpose = Purpose::kMarket, .owner = i, .draw = draw});
      };
      const auto owner = static_cast<std::uint32_t>(7 * at(0));
      const double kwh = 1 + std::floor(4 * at(1));
      const double price = seed % 3 == 0 ? std::floor(8 * at(2)) : 8 * at(2);
      const std::uint32_t random_draw = (owner + seed) % 3 == 0 ? kSecond : kFirst;
      (owner % 2 == 0 ? asks : bids).push_back({kwh, price, 0, owner, random_draw});
    }
    search.load({.asks = asks, .bids = bids});
    CHECK_FALSE(search.best_of_all().pays());
    most_traded = std::max(most_traded, clear(asks, bids).volume());
  }
  CHECK(most_traded > 5);
}

}  // namespace
}  // namespace peerwatt::market
