#include "agents/market/mechanisms/vcg.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "engine/core/random.hpp"

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

Cleared clear(const std::vector<Order>& asks, const std::vector<Order>& bids) {
  Vcg rule;
  return clear(rule, asks, bids);
}

double max_welfare(const std::vector<Order>& asks, const std::vector<Order>& bids) {
  return clear(MechanismId::kNone, asks, bids).clearing.max_welfare;
}

std::vector<Order> without(std::uint32_t owner, std::vector<Order> orders) {
  std::erase_if(orders, [owner](const Order& order) { return order.owner == owner; });
  return orders;
}

// Calls `add(order, energy, money)` for all orders of an owner.
template <class Add>
void for_each_of(std::uint32_t owner, const std::vector<Order>& orders, const Fills& fills,
                 Add&& add) {
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (orders[i].owner == owner) add(orders[i], fills.quantity_kwh[i], fills.money[i]);
  }
}

// W(-i) - (W - own value), against what the owner pays less what it earns.
void check_payments(const std::vector<Order>& asks, const std::vector<Order>& bids) {
  const Cleared c = clear(asks, bids);
  CHECK(c.stage().welfare == c.clearing.max_welfare);
  std::set<std::uint32_t> owners;
  double scale = 1e-300;
  for (const auto* orders : {&asks, &bids}) {
    for (const Order& order : *orders) {
      owners.insert(order.owner);
      scale = std::max(scale, std::abs(order.limit_price) * c.volume());
    }
  }
  for (const std::uint32_t owner : owners) {
    double own_value = 0;
    double payment = 0;
    for_each_of(owner, bids, c.stage().bids, [&](const Order& bid, double kwh, double money) {
      own_value += bid.limit_price * kwh;
      payment += money;
      CHECK(money <= bid.limit_price * kwh + 1e-12 * scale);
    });
    for_each_of(owner, asks, c.stage().asks, [&](const Order& ask, double kwh, double money) {
      own_value -= ask.limit_price * kwh;
      payment -= money;
      CHECK(money >= ask.limit_price * kwh - 1e-12 * scale);
    });
    const double others = c.clearing.max_welfare - own_value;
    const double alone = max_welfare(without(owner, asks), without(owner, bids));
    CHECK(std::abs(payment - (alone - others)) <= 1e-12 * scale);
  }
}

TEST_CASE("unit traders pay and get the prices of the first ones left out, or of each other") {
  // Two of each trade. A buyer leaves: of the bid at 6 and the asks at 1 and 3 that are there, the
  // bid is worth most. A seller leaves: the ask at 8 or the bid at 7 go, which costs less.
  const Cleared c =
      clear({{1, 1, 0, 1}, {1, 3, 0, 2}, {1, 8, 0, 3}}, {{1, 9, 0, 4}, {1, 7, 0, 5}, {1, 2, 0, 6}});
  CHECK(c.paid() == std::vector<double>{3, 3, 0});
  CHECK(c.earned() == std::vector<double>{7, 7, 0});
  CHECK(c.stage().auctioneer_surplus() == -8);
  CHECK(c.stage().prices.least == 3);
  CHECK(c.stage().prices.most == 7);
  CHECK_FALSE(c.stage().price_seller.has_value());
}

TEST_CASE("an owner's orders are one owner's") {
  // Owner 4 wants both kWh. Without it the bid at 5 gets one, and the ask at 3 withdraws: 5 + 3.
  const Cleared c = clear({{1, 1, 0, 1}, {1, 3, 0, 2}}, {{1, 9, 0, 4}, {1, 7, 0, 4}, {1, 5, 0, 6}});
  CHECK(c.paid() == std::vector<double>{4, 4, 0});
  // A seller's place is taken by nobody: the bid at 7 withdraws.
  CHECK(c.earned() == std::vector<double>{7, 7});
}

TEST_CASE("what an owner sells to itself costs it nothing") {
  const Cleared c = clear({{2, 1, 0, 1}}, {{2, 4, 0, 1}});
  CHECK(c.volume() == 2);
  CHECK(c.paid() == c.earned());
  CHECK(c.paid()[0] == 2 * 2.5);
  // 1 of 2 kWh goes to itself, at (1 + 4)/2; the other to a bid at 4, which nobody could replace.
  const Cleared net = clear({{2, 1, 0, 1}}, {{1, 5, 0, 1}, {1, 4, 0, 2}});
  CHECK(net.paid() == std::vector<double>{2.5, 1});
  CHECK(net.earned()[0] == 2.5 + 4);
}

TEST_CASE("every owner pays the others' loss, by definition") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    const auto number = [seed](std::uint32_t draw) {
      return uniform({.seed = seed, .purpose = Purpose::kMarket, .owner = 5, .draw = draw});
    };
    const auto count = static_cast<std::uint32_t>(2 + 30 * number(0));
    const double owners = 1 + std::floor(number(1) * 20);
    std::vector<Order> asks, bids;
    for (std::uint32_t i = 0; i < count; ++i) {
      const double at = number(5 * i + 2);
      const double price = seed % 3 == 0 ? std::floor(at * 6) : at;
      const double size = number(5 * i + 3);
      const double kwh = seed % 2 == 0 ? std::floor(size * 9) / 4 : std::pow(10, 6 * size - 3);
      const auto owner = static_cast<std::uint32_t>(number(5 * i + 4) * owners);
      (number(5 * i + 5) < 0.5 ? asks : bids).push_back({kwh, price, 0, owner});
    }
    check_payments(asks, bids);
  }
}

}  // namespace
}  // namespace peerwatt::market
