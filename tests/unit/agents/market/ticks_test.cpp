#include "agents/market/ticks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

TEST_CASE("a decimal price is its whole number of ticks, and back") {
  for (const double price :
       {0.3, 1.4, 0.123456789, -0.7, 4194303.999999999, 4194304.25, 999999999.5}) {
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

TEST_CASE("a limit price rounds away from the trade: a bid down, an ask up") {
  CHECK(limit_price(Side::kBuy, 0.1234567891) == 0.123456789);
  CHECK(limit_price(Side::kSell, 0.1234567891) == 0.12345679);
  CHECK(limit_price(Side::kBuy, 0.1234567899) == 0.123456789);
  CHECK(limit_price(Side::kBuy, 4e-10) == 0);
  CHECK(limit_price(Side::kSell, 4e-10) == 1e-9);
  CHECK(limit_price(Side::kBuy, -0.1234567891) == -0.12345679);
  CHECK(limit_price(Side::kSell, -0.1234567891) == -0.123456789);
}

TEST_CASE("what differs from a tick by a rounding of doubles is that tick, on either side") {
  for (const double unit : {1.0, 100.0, 1000.0}) {
    for (int part = 0; part <= 100; ++part) {
      // 0.08 + part/100*(0.3 - 0.08), which doubles do not meet exactly.
      const double price = 0.08 * unit + part / 100.0 * (0.3 * unit - 0.08 * unit);
      const double tick = to_price((80'000'000LL + part * 2'200'000LL) * std::llround(unit));
      CHECK(limit_price(Side::kBuy, price) == tick);
      CHECK(limit_price(Side::kSell, price) == tick);
    }
  }
}

TEST_CASE("rounded limits stay within bounds that are ticks, and are ticks beside any price") {
  std::uint32_t state = 1;
  for (int draw = 0; draw < 100'000; ++draw) {
    state = state * 1664525U + 1013904223U;
    const double scale = std::pow(10.0, draw % 17 - 8);  // up to 1e8
    const double price = (state * 0x1p-31 - 1) * scale;
    const double low = limit_price(Side::kBuy, price), high = limit_price(Side::kSell, price);
    const double rounding = 0x1p-50 * std::max(1.0, std::abs(price));
    const double step = std::abs(price) < kFinestBelow ? 1e-9 : 1e-6;
    CHECK(on_tick(low) == low);
    CHECK(on_tick(high) == high);
    CHECK(low <= price + rounding);
    CHECK(high >= price - rounding);
    CHECK(high - low <= step * 1.000001 + rounding);
    // Rounding again, or from within bounds that are ticks, changes nothing and leaves none.
    CHECK(limit_price(Side::kBuy, low) == low);
    CHECK(limit_price(Side::kSell, low) == low);
    CHECK(limit_price(Side::kBuy, (low + high) / 2) >= low);
    CHECK(limit_price(Side::kSell, (low + high) / 2) <= high);
  }
}

TEST_CASE("beyond 2^22 the ticks that doubles tell apart are millionths") {
  const double price = 9e6 + 0.1234567;
  CHECK(limit_price(Side::kBuy, price) == 9e6 + 0.123456);
  CHECK(limit_price(Side::kSell, price) == 9e6 + 0.123457);
  CHECK(next_tick(9e6, 1) == 9e6 + 1e-6);
  CHECK(next_tick(9e6, -1) == 9e6 - 1e-6);
  CHECK(next_tick(0.3, 1) == 0.300000001);
  CHECK(next_tick(0.3000000004, 1) == 0.300000001);
  CHECK(next_tick(0.3000000004, -1) == 0.3);
}

// Every rule on a grid of few prices, so that ties abound, in three units of money.
struct TiedBook {
  std::vector<Order> asks{}, bids{};
  std::vector<double> demand{};
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
                      .random_draw = (draw(2) << 31) + draw(1000)};
    (draw(2) == 0 ? book.asks : book.bids).push_back(order);
  }
  for (const Order& bid : book.bids) book.demand.push_back(bid.quantity_kwh);
  return book;
}

Clearing clear(const MechanismEntry& rule, const TiedBook& book) {
  Clearing clearing;
  make_mechanism(rule.id, {.auction = MechanismId::kMcAfee})
      ->clear(
          {.asks = book.asks, .bids = book.bids, .pool_demand_kwh = book.demand, .grid = book.grid},
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

// Both sides trade the same energy, pairs add up to it, and what bids pay is what was paid.
void check_sums(const Stage& stage) {
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

// The pools share pro rata with the huge order, so that nobody's energy beside it is exact there.
TEST_CASE("fills beside an order of 1e9 kWh are as exact as without it") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
      CAPTURE(seed);
      TiedBook book = tied_book(seed, 1);
      for (Order& ask : book.asks) ask.quantity_kwh *= 0.7;
      for (Order& bid : book.bids) bid.quantity_kwh *= 1.1;
      book.demand.clear();
      for (const Order& bid : book.bids) book.demand.push_back(bid.quantity_kwh);
      book.asks.push_back({1e9, 0.3, 0, 50, 1U << 31});
      const Clearing clearing = clear(rule, book);
      for (const Stage& stage : clearing.stages()) check_sums(stage);
    }
  }
}

}  // namespace
}  // namespace peerwatt::market
