#include "agents/market/allocation/book_side.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/market/quanta.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr double kPerKwh = 1024;

std::vector<Order> random_orders(std::uint32_t count, std::uint32_t prices) {
  std::vector<Order> orders(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto bits =
        random_bits({.seed = 8, .purpose = Purpose::kMarket, .owner = count, .draw = i});
    orders[i] = {static_cast<double>(bits[0] % 5), static_cast<double>(bits[1] % prices), 0, i};
  }
  return orders;
}

TEST_CASE("the efficient volume is what crosses") {
  // Asks 1 kWh at 1, 2 at 2, 4 at 3; bids 2 at 5, 3 at 2: the first 3 kWh cross, then 3 > 2.
  const std::vector<Order> asks{{4, 3, 0, 0}, {1, 1, 0, 0}, {2, 2, 0, 0}};
  const std::vector<Order> bids{{3, 2, 0, 0}, {2, 5, 0, 0}};
  BookSide sell, buy;
  sell.load(asks, Side::kSell, kPerKwh);
  buy.load(bids, Side::kBuy, kPerKwh);
  CHECK(efficient_volume(sell, buy) == 3 * 1024);
}

// Where bids that are sorted by price reach a target, looked up one after the other.
struct PlainMarginal {
  PlainMarginal(const std::vector<Order>& orders, double target) {
    std::vector<Order> sorted = orders;
    std::sort(sorted.begin(), sorted.end(),
              [](const Order& a, const Order& b) { return a.limit_price > b.limit_price; });
    for (double sum = 0; const Order& order : sorted) {
      price = order.limit_price;
      if ((sum += order.quantity_kwh) >= target) break;
    }
    for (const Order& order : orders) {
      better += order.limit_price > price ? 1 : 0;
      before += order.limit_price > price ? order.quantity_kwh : 0;
      equal += order.limit_price == price ? 1 : 0;
    }
  }
  double price = 0, before = 0;
  std::size_t better = 0, equal = 0;
};

TEST_CASE("the marginal offers are those that reach the target") {
  for (const std::uint32_t prices : {1u, 3u, 50u, 1'000'000u}) {
    for (const std::uint32_t count : {1u, 5u, 13u, 40u, 700u}) {
      const std::vector<Order> orders = random_orders(count, prices);
      double all = 0;
      for (const Order& order : orders) all += order.quantity_kwh;
      for (double target = 1; target <= all; target += 1 + std::floor(all / 7)) {
        const PlainMarginal expected{orders, target};
        BookSide side;
        side.load(orders, Side::kBuy, 1);
        const BookSide::Marginal marginal = side.find_marginal(static_cast<Quanta>(target));
        CHECK(marginal.merit == -expected.price);
        CHECK(marginal.before == static_cast<Quanta>(expected.before));
        CHECK(side.better(marginal).size() == expected.better);
        CHECK(marginal.count == expected.equal);
      }
    }
  }
}

}  // namespace
}  // namespace peerwatt::market
