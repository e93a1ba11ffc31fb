#include "agents/market/allocation/efficient_allocation.hpp"

#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

CallMarket market_of(const std::vector<Order>& asks, const std::vector<Order>& bids) {
  return {.asks = asks, .bids = bids};
}

TEST_CASE("the efficient allocation ends at the marginal ask and bid") {
  EfficientAllocation efficient;
  efficient.find(market_of(kAsks, kBids));
  CHECK(efficient.trades());
  CHECK(efficient.volume_kwh() == doctest::Approx(6));
  CHECK(efficient.max_welfare() == doctest::Approx(kMaxWelfare));
  CHECK(efficient.asks().marginal_price() == 0.20);
  CHECK(efficient.bids().marginal_price() == 0.25);
  CHECK_FALSE(efficient.asks().is_marginal_filled());
  CHECK(efficient.bids().is_marginal_filled());
}

TEST_CASE("the marginal order of the long side is filled in part") {
  EfficientAllocation efficient;
  const CallMarket market = market_of(kAsks, kBids);
  efficient.find(market);
  Clearing clearing;
  Stage& stage = clearing.add_stage(MechanismId::kNone, market);
  efficient.fill(market, stage);
  CHECK(stage.asks.quantity_kwh[0] == doctest::Approx(1));
  CHECK(stage.asks.quantity_kwh[1] == 2);
  CHECK(stage.asks.quantity_kwh[2] == 3);
  CHECK(stage.bids.quantity_kwh == std::vector<double>{4, 0, 2});
  CHECK(stage.volume_kwh == doctest::Approx(6));
  CHECK(stage.welfare == efficient.max_welfare());
  CHECK(welfare(market, stage) == doctest::Approx(kMaxWelfare));
}

TEST_CASE("nothing trades where the best ask is above the best bid, whatever traded before") {
  EfficientAllocation efficient;
  efficient.find(market_of(kAsks, kBids));
  efficient.find(market_of({{1, 0.31, 0, 1}}, kBids));
  CHECK_FALSE(efficient.trades());
  CHECK(efficient.max_welfare() == 0);
}

TEST_CASE("an ask at the price of a bid trades, and is worth nothing") {
  EfficientAllocation efficient;
  efficient.find(market_of({{1, 0.30, 0, 1}}, {{3, 0.30, 0, 2}}));
  CHECK(efficient.volume_kwh() == 1);
  CHECK(efficient.max_welfare() == 0);
}

}  // namespace
}  // namespace peerwatt::market
