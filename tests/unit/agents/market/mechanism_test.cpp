#include "agents/market/mechanism.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// Sells everything to the first bid at the feed-in price.
class FirstBid final : public Mechanism {
 public:
  void clear(const CallMarket& market, Clearing& clearing) override {
    Stage& stage = clearing.add_stage(MechanismId::kNone, market);
    for (std::size_t i = 0; i < market.asks.size(); ++i) {
      stage.asks.quantity_kwh[i] = market.asks[i].quantity_kwh;
      stage.bids.quantity_kwh[0] += market.asks[i].quantity_kwh;
    }
    stage.volume_kwh = stage.bids.quantity_kwh[0];
    pay_uniformly(stage, market.grid.feed_in, market.grid.feed_in);
  }
};

TEST_CASE("a rule that only compares limit prices with each other has no breakpoints of its own") {
  const std::vector<Order> asks{{1, 0.1, 0, 1}, {2, 0.3, 0, 2}}, bids{{4, 0.2, 0, 3}};
  FirstBid rule;
  Mechanism& any_rule = rule;
  std::vector<double> prices{0.15};
  any_rule.add_breakpoints({.asks = asks, .bids = bids}, prices);
  CHECK(prices == std::vector<double>{0.15});
}

TEST_CASE("a rule sees the grid's prices, and needs no classes nor pool wants") {
  const std::vector<Order> asks{{1, 0.1, 0, 1}, {2, 0.3, 0, 2}}, bids{{4, 0.2, 0, 3}};
  FirstBid rule;
  Clearing clearing;
  rule.clear({.asks = asks, .bids = bids, .grid = {.sell = 0.3, .feed_in = 0.08}}, clearing);
  CHECK(clearing.volume_kwh() == 3);
  CHECK(clearing.paid() == doctest::Approx(0.24));
}

}  // namespace
}  // namespace peerwatt::market
