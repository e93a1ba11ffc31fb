#include "agents/market/ticks.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include "agents/market/catalogue.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

TEST_CASE("a decimal price is its whole number of ticks, and back") {
  for (const double price :
       {0.3, 1.4, 0.123456789, -0.7, 8388607.999999999, 8388608.25, 999999999.5}) {
    CAPTURE(price);
    CHECK(on_tick(price) == price);
  }
  CHECK(to_ticks(0.3) == 300'000'000);
  CHECK(to_ticks(0.2 * 7) == to_ticks(1.4));
  CHECK(on_tick(1.4000000000000001) == 1.4);
}

TEST_CASE("the middle of two prices may lie between ticks") {
  const Middle even{0.4, 0.2};
  CHECK(even.price() == 0.3);
  CHECK(even.tick_below() == 0.3);
  CHECK(even.tick_above() == 0.3);
  const Middle odd{-0.000000003, 0.000000002};
  CHECK(odd.price() == -0.5e-9);
  CHECK(odd.tick_below() == -1e-9);
  CHECK(odd.tick_above() == 0);
}

// Every rule on a grid of few prices, so that ties abound, in three units of money.
struct TiedBook {
  std::vector<Order> asks{}, bids{};
  std::vector<double> wants{};
  GridPrices grid{};
};

TiedBook tied_book(std::uint32_t seed, std::int64_t unit) {
  TiedBook book{.grid = {to_price(1'200'000'000 * unit), to_price(0)}};
  std::uint32_t state = seed * 2654435761U + 1;
  const auto draw = [&](std::uint32_t count) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8) % count;
  };
  for (std::uint32_t owner = 0; owner < 9; ++owner) {
    const Order order{.quantity_kwh = 1.0 + draw(3),
                      .limit_price = to_price((1 + draw(11)) * 100'000'000LL * unit),
                      .owner = owner,
                      .lot = (draw(2) << 31) + draw(1000)};
    (draw(2) == 0 ? book.asks : book.bids).push_back(order);
  }
  for (const Order& bid : book.bids) book.wants.push_back(bid.quantity_kwh);
  return book;
}

Clearing clear(const MechanismEntry& rule, const TiedBook& book) {
  Clearing clearing;
  make_mechanism(rule.id, {.auction = MechanismId::kMcAfee})
      ->clear(
          {.asks = book.asks, .bids = book.bids, .pool_wants_kwh = book.wants, .grid = book.grid},
          clearing);
  return clearing;
}

TEST_CASE("a book in money, in cents and in thousandths has the same trades under every rule") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    for (std::uint32_t seed = 1; seed <= 400; ++seed) {
      CAPTURE(seed);
      const Clearing money = clear(rule, tied_book(seed, 1));
      for (const std::int64_t unit : {100, 1000}) {
        const Clearing other = clear(rule, tied_book(seed, unit));
        REQUIRE(other.stages().size() == money.stages().size());
        for (std::size_t i = 0; i < money.stages().size(); ++i) {
          const Stage &a = money.stages()[i], &b = other.stages()[i];
          CHECK(a.asks.quantity_kwh == b.asks.quantity_kwh);
          CHECK(a.bids.quantity_kwh == b.bids.quantity_kwh);
          const double paid = a.paid * static_cast<double>(unit);
          CHECK(b.paid == doctest::Approx(paid).epsilon(1e-12));
        }
      }
    }
  }
}

// The pools share pro rata with the huge order, so that nobody's energy beside it is exact there.
TEST_CASE("fills beside an order of 1e9 kWh are as exact as without it") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
      CAPTURE(seed);
      TiedBook book = tied_book(seed, 1);
      for (Order& ask : book.asks) ask.quantity_kwh *= 0.7;
      for (Order& bid : book.bids) bid.quantity_kwh *= 1.1;
      book.wants.clear();
      for (const Order& bid : book.bids) book.wants.push_back(bid.quantity_kwh);
      book.asks.push_back({1e9, 0.3, 0, 50, 1U << 31});
      const Clearing clearing = clear(rule, book);
      for (const Stage& stage : clearing.stages()) {
        double sold = 0, bought = 0;
        for (const double kwh : stage.asks.quantity_kwh) sold += kwh;
        for (const double kwh : stage.bids.quantity_kwh) bought += kwh;
        CHECK(std::abs(sold - bought) <= 1e-11);
        for (const Pair& pair : stage.pairs) sold -= pair.quantity_kwh;
        if (!stage.pairs.empty()) CHECK(std::abs(sold) <= 1e-11);
        double money = 0;
        for (const double paid : stage.bids.money) money += paid;
        CHECK(stage.paid == doctest::Approx(money).epsilon(1e-12));
      }
    }
  }
}

}  // namespace
}  // namespace peerwatt::market
