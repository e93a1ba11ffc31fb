// Strategy-proofness of trade reduction: with unit quantities, no lie about one's own price pays,
// whatever the others say. The outcome changes only where the lie passes another order's price, so
// that one price inside each interval between them, and each of them, are all the lies there are.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include "market_reference.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr Rule kReduction{.id = MechanismId::kTradeReduction, .parameters = {}};

double random_number(std::uint64_t seed, std::uint32_t draw) {
  return uniform({.seed = seed, .purpose = Purpose::kMarket, .owner = 78, .draw = draw});
}

Book unit_book(std::uint64_t seed) {
  Book book;
  const auto count = static_cast<std::uint32_t>(2 + 16 * random_number(seed, 0));
  for (std::uint32_t i = 0; i < count; ++i) {
    double price = random_number(seed, 2 * i + 1);
    if (seed % 4 == 0) price = std::floor(price * 6) / 6;
    (random_number(seed, 2 * i + 2) < 0.5 ? book.asks : book.bids).push_back({1, price, 0, i});
  }
  return book;
}

std::vector<double> lies(const Book& book) {
  std::vector<double> prices{-1, 2};
  for (const Order& order : book.asks) prices.push_back(order.limit_price);
  for (const Order& order : book.bids) prices.push_back(order.limit_price);
  std::sort(prices.begin(), prices.end());
  const std::size_t count = prices.size();
  for (std::size_t i = 0; i + 1 < count; ++i) prices.push_back((prices[i] + prices[i + 1]) / 2);
  return prices;
}

// The largest gain any one order of the book can make by a lie.
double largest_gain(Book book, const Rule& rule) {
  const Cleared honest = clear(book, rule);
  const std::vector<double> prices = lies(book);
  double largest = -1;
  for (std::size_t i = 0; i < book.asks.size(); ++i) {
    const double cost = book.asks[i].limit_price;
    const auto profit = [&](const Cleared& c) {
      return c.sold[i] * (c.outcome.price_seller - cost);
    };
    for (const double lie : prices) {
      book.asks[i].limit_price = lie;
      largest = std::max(largest, profit(clear(book, rule)) - profit(honest));
    }
    book.asks[i].limit_price = cost;
  }
  for (std::size_t j = 0; j < book.bids.size(); ++j) {
    const double worth = book.bids[j].limit_price;
    const auto profit = [&](const Cleared& c) {
      return c.bought[j] * (worth - c.outcome.price_buyer);
    };
    for (const double lie : prices) {
      book.bids[j].limit_price = lie;
      largest = std::max(largest, profit(clear(book, rule)) - profit(honest));
    }
    book.bids[j].limit_price = worth;
  }
  return largest;
}

TEST_CASE("under trade reduction no lie about a price pays") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    CHECK(largest_gain(unit_book(seed), kReduction) <= 1e-12);
  }
}

TEST_CASE("under k-pricing some lie pays, so that the search for lies does find them") {
  double largest = 0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    largest = std::max(largest, largest_gain(unit_book(seed), {MechanismId::kKPricing, {}}));
  }
  CHECK(largest > 0.01);
}

}  // namespace
}  // namespace peerwatt::market
