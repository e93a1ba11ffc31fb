// The call auctions against plain readings of their rules, on seeded random books. What every rule
// must hold is in mechanism_suite_test.cpp.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "tests/property/market_reference.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr std::uint64_t kBooks = 400;
constexpr Rule kReduction{.id = MechanismId::kTradeReduction, .parameters = {}};
constexpr Rule kSplit{.id = MechanismId::kKPricing, .parameters = {.k = 0.3}};
constexpr Rule kOnePrice{.id = MechanismId::kPayAsClear, .parameters = {.k = 0.3}};

template <class Check>
void for_all_books(Check&& check) {
  for (std::uint64_t seed = 1; seed <= kBooks; ++seed) {
    CAPTURE(seed);
    const Book book = random_book(seed);
    for (const Rule& rule : {kReduction, kSplit, kOnePrice}) {
      check(book, rule, seed);
    }
  }
}

void check_close(const std::vector<double>& left, const std::vector<double>& right,
                 double tolerance) {
  REQUIRE(left.size() == right.size());
  double most = 0;
  for (std::size_t i = 0; i < left.size(); ++i) most = std::max(most, std::abs(left[i] - right[i]));
  CHECK(most <= tolerance);
}

TEST_CASE("the outcome is that of the rule read word by word") {
  for_all_books([](const Book& book, const Rule& rule, std::uint64_t seed) {
    if (!has_exact_quantities(seed)) return;
    const Cleared c = clear(book, rule);
    const Cleared plain = clear_plainly(book, rule);
    check_close(c.sold, plain.sold, 1e-10);
    check_close(c.bought, plain.bought, 1e-10);
    CHECK(c.outcome.volume_kwh == doctest::Approx(plain.outcome.volume_kwh));
    CHECK(c.outcome.max_welfare == doctest::Approx(plain.outcome.max_welfare));
    if (c.outcome.volume_kwh > 0) {
      CHECK(c.outcome.price_seller == doctest::Approx(plain.outcome.price_seller));
      CHECK(c.outcome.price_buyer == doctest::Approx(plain.outcome.price_buyer));
    }
  });
}

// What orders that gain at the price have, and what those that lose nothing at it have.
struct Willing {
  double strictly_kwh = 0;
  double weakly_kwh = 0;
};

Willing willing(const std::vector<Order>& orders, double sign, double price) {
  Willing sum;
  for (const Order& order : orders) {
    const double gain = sign * (price - order.limit_price);
    if (gain > 0) sum.strictly_kwh += order.quantity_kwh;
    if (gain >= 0) sum.weakly_kwh += order.quantity_kwh;
  }
  return sum;
}

TEST_CASE("at the price of pay-as-clear supply meets demand, whatever k") {
  for (std::uint64_t seed = 1; seed <= kBooks; ++seed) {
    CAPTURE(seed);
    if (!has_exact_quantities(seed)) continue;
    const Book book = random_book(seed);
    for (const double k : {0.0, 0.4, 1.0}) {
      const Cleared c = clear(book, {.id = MechanismId::kPayAsClear, .parameters = {.k = k}});
      if (c.outcome.volume_kwh == 0) continue;
      const Willing supply = willing(book.asks, 1, c.outcome.price_seller);
      const Willing demand = willing(book.bids, -1, c.outcome.price_buyer);
      CHECK(supply.strictly_kwh <= demand.weakly_kwh);
      CHECK(demand.strictly_kwh <= supply.weakly_kwh);
    }
  }
}

// By duality: the most the orders can gain is the least, over prices, of what everyone would gain
// at that price if all demand and all supply were met. The least lies at one of the limit prices.
TEST_CASE("the maximum welfare is the optimum of the linear programme") {
  for_all_books([](const Book& book, const Rule& rule, std::uint64_t seed) {
    if (seed % 8 != 0 && seed % 7 != 2) return;
    double least = book.asks.empty() || book.bids.empty() ? 0 : 1e300;
    for (const auto* side : {&book.asks, &book.bids}) {
      for (const Order& at : *side) {
        double gain = 0;
        for (const Order& ask : book.asks) {
          gain += ask.quantity_kwh * std::max(0.0, at.limit_price - ask.limit_price);
        }
        for (const Order& bid : book.bids) {
          gain += bid.quantity_kwh * std::max(0.0, bid.limit_price - at.limit_price);
        }
        least = std::min(least, gain);
      }
    }
    CHECK(clear(book, rule).outcome.max_welfare == doctest::Approx(least).epsilon(1e-9));
  });
}

TEST_CASE("other units of price or quantity change nothing but the units") {
  for_all_books([](const Book& book, const Rule& rule, std::uint64_t) {
    const Cleared c = clear(book, rule);
    for (const double unit : {1e-3, 0.7, 3.0, 1e6}) {
      Book priced = book, sized = book;
      for (auto* orders : {&priced.asks, &priced.bids}) {
        for (Order& order : *orders) order.limit_price *= unit;
      }
      for (auto* orders : {&sized.asks, &sized.bids}) {
        for (Order& order : *orders) order.quantity_kwh *= unit;
      }
      const Cleared in_prices = clear(priced, rule);
      CHECK(in_prices.sold == c.sold);
      CHECK(in_prices.bought == c.bought);
      CHECK(in_prices.outcome.welfare == doctest::Approx(c.outcome.welfare * unit));
      CHECK(in_prices.outcome.price_buyer == doctest::Approx(c.outcome.price_buyer * unit));
      Cleared in_sizes = clear(sized, rule);
      for (auto* filled : {&in_sizes.sold, &in_sizes.bought}) {
        for (double& kwh : *filled) kwh /= unit;
      }
      check_close(in_sizes.sold, c.sold, 1e-11 * c.outcome.volume_kwh);
      check_close(in_sizes.bought, c.bought, 1e-11 * c.outcome.volume_kwh);
      CHECK(in_sizes.outcome.price_seller == c.outcome.price_seller);
      CHECK(in_sizes.outcome.price_buyer == c.outcome.price_buyer);
    }
  });
}

}  // namespace
}  // namespace peerwatt::market
