#include "agents/market/clearing.hpp"

#include <vector>

#include "agents/market/mechanism.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// An ask of 4 kWh at 0.10; bids of 3 kWh at 0.30 and of 2 kWh at 0.20.
struct Book {
  std::vector<Order> asks{{4, 0.10, 0, 1}};
  std::vector<Order> bids{{3, 0.30, 0, 2}, {2, 0.20, 0, 3}};
  CallMarket market() const { return {.asks = asks, .bids = bids}; }
};

// 3 kWh at 0.24 and 1 kWh at 0.20, of which the seller gets all.
Stage& trade_in_pairs(const CallMarket& market, Clearing& clearing) {
  Stage& stage = clearing.add_stage(MechanismId::kPayAsBid, market);
  stage.asks = {{4}, {0.92}};
  stage.bids = {{3, 1}, {0.72, 0.20}};
  return stage;
}

TEST_CASE("a stage is summed up to its volume, money, welfare and range of prices") {
  const Book book;
  Clearing clearing;
  Stage& stage = trade_in_pairs(book.market(), clearing);
  sum_up(book.market(), stage);
  CHECK(stage.volume_kwh == 4);
  CHECK(stage.paid == doctest::Approx(0.92));
  CHECK(stage.earned == doctest::Approx(0.92));
  CHECK(stage.welfare == doctest::Approx(3 * 0.30 + 1 * 0.20 - 4 * 0.10));
  CHECK(stage.prices.least == doctest::Approx(0.20));
  CHECK(stage.prices.most == doctest::Approx(0.24));
}

TEST_CASE("an order's price is that of all, or of its side, or its money by its energy") {
  const Book book;
  Clearing clearing;
  Stage& stage = trade_in_pairs(book.market(), clearing);
  sum_up(book.market(), stage);
  CHECK(traded_price(stage, Side::kSell, 0) == doctest::Approx(0.23));
  CHECK(traded_price(stage, Side::kBuy, 0) == doctest::Approx(0.24));
  stage.price_seller = 0.21;
  CHECK(traded_price(stage, Side::kSell, 0) == 0.21);
  CHECK(traded_price(stage, Side::kBuy, 1) == doctest::Approx(0.20));
  stage.prices = {0.22, 0.22};
  CHECK(traded_price(stage, Side::kSell, 0) == 0.22);
}

TEST_CASE("a price for each side leaves the difference with the auctioneer") {
  const Book book;
  Clearing clearing;
  Stage& stage = clearing.add_stage(MechanismId::kTradeReduction, book.market());
  stage.asks.quantity_kwh = {3};
  stage.bids.quantity_kwh = {3, 0};
  stage.volume_kwh = 3;
  pay_uniformly(stage, 0.10, 0.25);
  CHECK(stage.asks.money[0] == doctest::Approx(0.30));
  CHECK(stage.bids.money == std::vector<double>{3 * 0.25, 0});
  CHECK(stage.auctioneer_surplus() == doctest::Approx(0.45));
  CHECK(stage.prices.least == 0.10);
  CHECK(stage.prices.most == 0.25);
}

TEST_CASE("where nothing is traded there is no price") {
  const Book book;
  Clearing clearing;
  Stage& stage = clearing.add_stage(MechanismId::kKPricing, book.market());
  pay_uniformly(stage, 0.20, 0.20);
  CHECK_FALSE(stage.price_seller.has_value());
  CHECK_FALSE(stage.price_buyer.has_value());
}

TEST_CASE("what a clearing traded is the sum of its stages") {
  const Book book;
  Clearing clearing;
  sum_up(book.market(), trade_in_pairs(book.market(), clearing));
  Stage& pool = clearing.add_stage(MechanismId::kMidMarketRate, book.market());
  pool.volume_kwh = 1;
  pool.paid = 0.3;
  pool.earned = 0.1;
  pool.welfare = -0.05;
  CHECK(clearing.volume_kwh() == 5);
  CHECK(clearing.paid() == doctest::Approx(1.22));
  CHECK(clearing.earned() == doctest::Approx(1.02));
  CHECK(clearing.welfare() == doctest::Approx(0.65));
}

TEST_CASE("a clearing that is used again remembers nothing of the last one") {
  const Book book;
  Clearing clearing;
  Stage& old = trade_in_pairs(book.market(), clearing);
  old.pairs.push_back({0, 0, 3, 0.24, 0.24});
  pay_uniformly(old, 0.2, 0.2);
  sum_up(book.market(), old);
  old.price_buyer = 0.2;
  clearing.max_welfare = 1;
  clearing.clear();
  CHECK(clearing.stages().empty());
  CHECK(clearing.max_welfare == 0);
  const Stage& fresh = clearing.add_stage(MechanismId::kNone, book.market());
  CHECK(fresh.rule == MechanismId::kNone);
  CHECK(fresh.bids.quantity_kwh == std::vector<double>{0, 0});
  CHECK(fresh.bids.money == std::vector<double>{0, 0});
  CHECK(fresh.pairs.empty());
  CHECK(fresh.volume_kwh == 0);
  CHECK_FALSE(fresh.price_buyer.has_value());
}

}  // namespace
}  // namespace peerwatt::market
