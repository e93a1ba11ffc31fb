// No price is beyond the best orders: in a run these are at most p_gs and at least p_fit, so that
// nothing is ever above the one or below the other, not by a rounding of a quotient either.
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// The grid's prices, the limit of many orders, have nine decimals and no exact doubles.
constexpr GridPrices kGrid{.sell = 0.987654321, .feed_in = 0.333333334};
constexpr double kPrices[] = {kGrid.feed_in, 0.4, 0.666666667, 0.7, kGrid.sell};

struct Book {
  std::vector<Order> asks, bids;
  std::vector<EnergyClass> classes;
  std::vector<ClassPremiums> premiums;
  std::vector<double> pool;

  CallMarket market() const { return {asks, bids, pool, kGrid, classes, premiums}; }
};

Book random_book(std::uint64_t seed) {
  Book book;
  for (std::uint32_t i = 0; i < 9; ++i) {
    const auto at = [&](std::uint32_t draw) {
      return uniform({.seed = seed, .purpose = Purpose::kMarket, .owner = i, .draw = draw});
    };
    const double kwh = 0.01 + 3 * at(0), price = kPrices[static_cast<int>(5 * at(1))];
    const Order order{kwh, price, 0, i, at(2) < 0.5 ? 0 : 1u << 31};
    if (at(3) < 0.5) {
      book.asks.push_back(order);
      book.classes.push_back(at(4) < 0.5 ? EnergyClass::kSolar : EnergyClass::kStorage);
    } else {
      book.bids.push_back(order);
      book.premiums.push_back({0.022, 0});
      book.pool.push_back(kwh);
    }
  }
  return book;
}

bool is_within(double price) {
  return price >= kGrid.feed_in && price <= kGrid.sell;
}

// Returns the number of trades looked at.
int check_prices(const Stage& stage) {
  if (stage.volume_kwh <= 0) return 0;
  CHECK(is_within(stage.prices.least));
  CHECK(is_within(stage.prices.most));
  int trades = 0;
  for (const Side side : {Side::kSell, Side::kBuy}) {
    const Fills& fills = side == Side::kSell ? stage.asks : stage.bids;
    for (std::size_t i = 0; i < fills.quantity_kwh.size(); ++i) {
      if (fills.quantity_kwh[i] <= 0) continue;
      ++trades;
      CHECK(is_within(traded_price(stage, side, i)));
    }
  }
  return trades;
}

}  // namespace

TEST_CASE(
    "no price of any rule is above the grid's or below its feed-in, however quotients round") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    int trades = 0;
    for (const ClassHandling classes : {ClassHandling::kTogether, ClassHandling::kApart}) {
      const bool is_apart = classes == ClassHandling::kApart;
      if (is_apart && rule.role != Role::kAuction) continue;
      CAPTURE(is_apart);
      const auto mechanism = make_mechanism(rule.id, {.classes = classes});
      Clearing clearing;
      for (std::uint64_t seed = 0; seed < 400; ++seed) {
        CAPTURE(seed);
        const Book book = random_book(seed);
        mechanism->clear(book.market(), clearing);
        for (const Stage& stage : clearing.stages()) trades += check_prices(stage);
      }
    }
    CHECK((trades > 100) == (rule.role != Role::kNone));
  }
}

}  // namespace peerwatt::market
