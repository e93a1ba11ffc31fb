#include "agents/market/mechanisms/trade_reduction.hpp"

#include <algorithm>

#include "engine/core/summation.hpp"

namespace peerwatt::market {

void Reduction::settle(const CallMarket& market, const EfficientAllocation& efficient,
                       Stage& stage) {
  const EfficientSide& asks = efficient.asks();
  const EfficientSide& bids = efficient.bids();
  asks.quantities_before(market.asks, offered_);
  bids.quantities_before(market.bids, wanted_);
  stage.volume_kwh = std::min(accurate_sum(offered_), accurate_sum(wanted_));
  if (stage.volume_kwh <= 0) return;
  const EqualCut sales = rationing_.find(offered_, stage.volume_kwh);
  const EqualCut purchases = rationing_.find(wanted_, stage.volume_kwh);
  constexpr auto kStaysOut = EfficientSide::Marginal::kStaysOut;
  asks.fill(market.asks, sales, kStaysOut, stage.asks.quantity_kwh);
  bids.fill(market.bids, purchases, kStaysOut, stage.bids.quantity_kwh);
  pay_uniformly(stage, asks.marginal_price(), bids.marginal_price());
  stage.welfare = std::min(asks.gain(sales) + bids.gain(purchases) + stage.auctioneer_surplus(),
                           efficient.max_welfare());
}

void TradeReduction::settle(const CallMarket& market, const EfficientAllocation& efficient,
                            Stage& stage) {
  if (efficient.trades()) reduction_.settle(market, efficient, stage);
}

}  // namespace peerwatt::market
