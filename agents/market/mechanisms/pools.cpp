#include "agents/market/mechanisms/pools.hpp"

#include "engine/core/summation.hpp"

#include "agents/market/mechanisms/pool_trade.hpp"

namespace peerwatt::market {

void settle_in_pool(const CallMarket& market, const PoolSides& sides, double price, Stage& stage) {
  stage.volume_kwh = trade_in_pool(sides.offered_kwh, sides.wanted_kwh, stage.asks.quantity_kwh,
                                   stage.bids.quantity_kwh);
  pay_uniformly(stage, price, price);
  stage.welfare = welfare(market, stage);
}

void Pool::settle(const CallMarket& market, const EfficientAllocation&, Stage& stage) {
  offered_.resize(market.asks.size());
  for (std::size_t i = 0; i < offered_.size(); ++i) offered_[i] = market.asks[i].quantity_kwh;
  const double offered = accurate_sum(offered_);
  const double wanted = accurate_sum(market.pool_demand_kwh);
  if (offered <= 0 || wanted <= 0) return;
  const double between = price(market.grid, offered, wanted);
  settle_in_pool(market, {offered_, market.pool_demand_kwh}, between, stage);
  const double traded = stage.volume_kwh;
  stage.price_seller = (traded * between + (offered - traded) * market.grid.feed_in) / offered;
  stage.price_buyer = (traded * between + (wanted - traded) * market.grid.sell) / wanted;
}

double MidMarketRate::price(const GridPrices& grid, double, double) const {
  return mid_market_price(grid.sell, grid.feed_in);
}

double SupplyDemandRatio::price(const GridPrices& grid, double offered, double wanted) const {
  if (offered >= wanted) return grid.feed_in;
  const double ratio = offered / wanted;
  return grid.sell * grid.feed_in / ((grid.sell - grid.feed_in) * ratio + grid.feed_in);
}

// A seller of everything gets p_fit + (p_gs - p_fit)*min(G, D)/(G + D) per kWh offered; this is the
// price of the part that is not exported, and the same number follows from the buyers' side.
double BillSharing::price(const GridPrices& grid, double offered, double wanted) const {
  return grid.feed_in + (grid.sell - grid.feed_in) * (offered / (offered + wanted));
}

}  // namespace peerwatt::market
