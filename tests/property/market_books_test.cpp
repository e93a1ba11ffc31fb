// What holds for every book of orders, tried on seeded random ones.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <vector>

#include "market_reference.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr std::uint64_t kBooks = 400;
constexpr Rule kReduction{.id = MechanismId::kTradeReduction, .parameters = {}};
constexpr Rule kSplit{.id = MechanismId::kKPricing, .parameters = {.k = 0.3}};

double sum(const std::vector<double>& values) {
  return static_cast<double>(std::accumulate(values.begin(), values.end(), 0.0L));
}

// Sum of quantity times limit price.
double value(const std::vector<Order>& orders, const std::vector<double>& filled) {
  long double total = 0;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    total += static_cast<long double>(orders[i].limit_price) * filled[i];
  }
  return static_cast<double>(total);
}

template <class Check>
void for_all_books(Check&& check) {
  for (std::uint64_t seed = 1; seed <= kBooks; ++seed) {
    CAPTURE(seed);
    const Book book = random_book(seed);
    for (const Rule& rule : {kReduction, kSplit}) {
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

TEST_CASE("no buyer pays more and no seller gets less than the limit") {
  for_all_books([](const Book& book, const Rule& rule, std::uint64_t) {
    const Cleared c = clear(book, rule);
    std::size_t wronged = 0;
    for (std::size_t i = 0; i < book.asks.size(); ++i) {
      wronged += c.sold[i] > 0 && c.outcome.price_seller < book.asks[i].limit_price ? 1 : 0;
    }
    for (std::size_t j = 0; j < book.bids.size(); ++j) {
      wronged += c.bought[j] > 0 && c.outcome.price_buyer > book.bids[j].limit_price ? 1 : 0;
    }
    CHECK(wronged == 0);
    if (c.outcome.volume_kwh > 0) CHECK(c.outcome.price_buyer >= c.outcome.price_seller);
  });
}

TEST_CASE("as much is sold as bought, and no one trades more than offered") {
  for_all_books([](const Book& book, const Rule& rule, std::uint64_t) {
    const Cleared c = clear(book, rule);
    CHECK(std::abs(sum(c.sold) - c.outcome.volume_kwh) <= 1e-12 * c.outcome.volume_kwh);
    CHECK(std::abs(sum(c.bought) - c.outcome.volume_kwh) <= 1e-12 * c.outcome.volume_kwh);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < c.sold.size(); ++i) {
      wrong += c.sold[i] >= 0 && c.sold[i] <= book.asks[i].quantity_kwh ? 0 : 1;
    }
    for (std::size_t j = 0; j < c.bought.size(); ++j) {
      wrong += c.bought[j] >= 0 && c.bought[j] <= book.bids[j].quantity_kwh ? 0 : 1;
    }
    CHECK(wrong == 0);
  });
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

TEST_CASE("welfare is that of the trades, and none is above the maximum") {
  for_all_books([](const Book& book, const Rule& rule, std::uint64_t) {
    const Cleared c = clear(book, rule);
    const double welfare = value(book.bids, c.bought) - value(book.asks, c.sold);
    const double scale = value(book.bids, c.bought) + 1e-9;
    CHECK(std::abs(welfare - c.outcome.welfare) <= 1e-11 * scale);
    CHECK(c.outcome.welfare <= c.outcome.max_welfare);
    CHECK(c.outcome.welfare >= 0);
  });
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

TEST_CASE("shuffled orders get the same") {
  for_all_books([](const Book& book, const Rule& rule, std::uint64_t seed) {
    Book turned = book;
    const auto turn = [seed](auto& values) {
      if (values.empty()) return;
      const auto by = static_cast<std::ptrdiff_t>(seed % values.size());
      std::rotate(values.begin(), values.begin() + by, values.end());
      std::reverse(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    };
    turn(turned.asks);
    turn(turned.bids);
    Cleared c = clear(book, rule);
    const Cleared after = clear(turned, rule);
    turn(c.sold);
    turn(c.bought);
    check_close(after.sold, c.sold, 1e-12 * c.outcome.volume_kwh);
    check_close(after.bought, c.bought, 1e-12 * c.outcome.volume_kwh);
    CHECK(after.outcome.price_seller == c.outcome.price_seller);
    CHECK(after.outcome.price_buyer == c.outcome.price_buyer);
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
