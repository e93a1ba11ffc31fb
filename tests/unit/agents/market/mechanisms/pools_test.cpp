#include "agents/market/mechanisms/pools.hpp"

#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// The sample book offers G = 7 and wants D = 8 kWh; the grid sells at 0.40 and buys at 0.05. With
// the sides exchanged 8 kWh are offered and 7 wanted.
Cleared in_pool(Mechanism& rule) {
  return clear(rule, kAsks, kBids);
}
Cleared in_full_pool(Mechanism& rule) {
  return clear(rule, kBids, kAsks);  // NOLINT(readability-suspicious-call-argument): exchanged
}

TEST_CASE("all trade at one price, the long side pro rata, whatever the limit prices") {
  const CallMarket market{.asks = kAsks, .bids = kBids};
  const std::vector<double> offered{0, 2, 0}, wanted{1, 3, 0};
  Clearing clearing;
  Stage& stage = clearing.add_stage(MechanismId::kMidMarketRate, market);
  settle_in_pool(market, {offered, wanted}, 0.2, stage);
  CHECK(stage.volume_kwh == 2);
  CHECK(stage.asks.quantity_kwh == offered);
  CHECK(stage.bids.quantity_kwh == std::vector<double>{0.5, 1.5, 0});
  CHECK(stage.bids.money[1] == doctest::Approx(0.3));
  CHECK(stage.welfare == doctest::Approx(0.5 * 0.30 + 1.5 * 0.15 - 2 * 0.10));
}

TEST_CASE("at the mid-market rate the long side's price counts what it trades with the grid") {
  MidMarketRate rule;
  const Cleared few = in_pool(rule);
  CHECK(few.volume() == doctest::Approx(7));
  CHECK(few.stage().prices.most == doctest::Approx(0.225));
  CHECK(few.price_seller() == doctest::Approx(0.225));
  CHECK(few.price_buyer() == doctest::Approx((7 * 0.225 + 0.40) / 8));
  const Cleared many = in_full_pool(rule);
  CHECK(many.price_buyer() == doctest::Approx(0.225));
  CHECK(many.price_seller() == doctest::Approx((7 * 0.225 + 0.05) / 8));
}

TEST_CASE("the supply-demand ratio moves the price from the grid's selling price to the feed-in") {
  SupplyDemandRatio rule;
  // R = 7/8: 0.40*0.05/(0.35*0.875 + 0.05) = 0.02/0.35625
  CHECK(in_pool(rule).price_seller() == doctest::Approx(0.02 / 0.35625));
  CHECK(in_full_pool(rule).price_seller() == doctest::Approx(0.05));
  CHECK(in_full_pool(rule).price_buyer() == doctest::Approx(0.05));
}

TEST_CASE("bill sharing saves everyone the same per kWh offered or wanted") {
  BillSharing rule;
  // min(G, D)*(0.40 - 0.05)/(G + D)
  const double saving = 7 * 0.35 / 15;
  for (const Cleared& c : {in_pool(rule), in_full_pool(rule)}) {
    CHECK(c.price_seller() == doctest::Approx(0.05 + saving));
    CHECK(c.price_buyer() == doctest::Approx(0.40 - saving));
  }
}

TEST_CASE("a pool takes what buyers want altogether, which may be other than their bids") {
  const std::vector<double> demand{1, 1, 1};
  MidMarketRate rule;
  Clearing clearing;
  rule.clear({.asks = kAsks, .bids = kBids, .pool_demand_kwh = demand, .grid = {0.4, 0.05}},
             clearing);
  CHECK(clearing.volume_kwh() == doctest::Approx(3));
  CHECK(clearing.stages().front().bids.quantity_kwh == demand);
}

}  // namespace
}  // namespace peerwatt::market
