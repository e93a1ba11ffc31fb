#include "agents/market/mechanisms/pair_trade.hpp"

#include <array>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr Order kAsk{.quantity_kwh = 3, .limit_price = 0.10, .owner = 4, .random_draw = 9};
constexpr Order kBid{.quantity_kwh = 2, .limit_price = 0.30, .owner = 5};

Stage stage_of_two() {
  Stage stage;
  stage.asks.reset(2);
  stage.bids.reset(2);
  return stage;
}

TEST_CASE("a trader is an order with what it has to trade") {
  const Trader trader = make_trader(kAsk, 1, 2.5);
  CHECK(trader.unfilled_kwh == 2.5);
  CHECK(trader.traded_kwh == 0);
  CHECK(trader.place == 1);
  CHECK(trader.owner == 4);
  CHECK(trader.random_draw == 9);
}

TEST_CASE("two who trade have so much less left, and the money goes from one to the other") {
  Trader seller = make_trader(kAsk, 1, 3), buyer = make_trader(kBid, 0, 2);
  Stage stage = stage_of_two();
  trade(seller, buyer, 2, 0.25, stage);
  CHECK(seller.unfilled_kwh == 1);
  CHECK(buyer.unfilled_kwh == 0);
  CHECK(seller.money == 0.5);
  CHECK(buyer.money == 0.5);
  CHECK(stage.welfare == doctest::Approx(2 * 0.20));
  REQUIRE(stage.pairs.size() == 1);
  CHECK(stage.pairs[0].ask == 1);
  CHECK(stage.pairs[0].bid == 0);
}

TEST_CASE("a trader is done when no more than a rounding of its quantity is left") {
  Trader trader = make_trader(kAsk, 0, 1e6);
  CHECK_FALSE(trader.is_done());
  trader.unfilled_kwh = 2e-6;
  CHECK_FALSE(trader.is_done());
  trader.unfilled_kwh = 5e-7;
  CHECK(trader.is_done());
}

TEST_CASE("what an owner keeps is neither traded nor left") {
  Trader trader = make_trader(kAsk, 0, 3);
  keep(trader, 1);
  CHECK(trader.quantity_kwh == 2);
  CHECK(trader.unfilled_kwh == 2);
  CHECK(trader.traded_kwh == 0);
}

TEST_CASE("the stage has what the pairs came to, at the places of the orders") {
  std::array sellers{make_trader(kAsk, 1, 3)};
  std::array buyers{make_trader(kBid, 1, 2), make_trader(kBid, 0, 2)};
  Stage stage = stage_of_two();
  trade(sellers[0], buyers[0], 2, 0.25, stage);
  trade(sellers[0], buyers[1], 1, 0.15, stage);
  sum_up_pairs(sellers, buyers, 10, stage);
  CHECK(stage.asks.quantity_kwh == std::vector<double>{0, 3});
  CHECK(stage.bids.quantity_kwh == std::vector<double>{1, 2});
  CHECK(stage.bids.money == std::vector<double>{0.15, 0.5});
  CHECK(stage.volume_kwh == 3);
  CHECK(stage.paid == doctest::Approx(0.65));
  CHECK(stage.earned == doctest::Approx(0.65));
  CHECK(stage.welfare == doctest::Approx(0.60));
  CHECK(stage.prices.least == 0.15);
  CHECK(stage.prices.most == 0.25);
}

TEST_CASE("no rounding takes the welfare of pairs above what is possible") {
  std::array sellers{make_trader(kAsk, 0, 2)}, buyers{make_trader(kBid, 0, 2)};
  Stage stage = stage_of_two();
  trade(sellers[0], buyers[0], 2, 0.2, stage);
  sum_up_pairs(sellers, buyers, 0.375, stage);
  CHECK(stage.welfare == 0.375);
}

}  // namespace
}  // namespace peerwatt::market
