#include "agents/market/mechanisms/auction_then_mid_market.hpp"

#include <algorithm>

#include "agents/market/mechanisms/pool_trade.hpp"
#include "agents/market/mechanisms/pools.hpp"

namespace peerwatt::market {

void AuctionThenMidMarket::clear(const CallMarket& market, Clearing& clearing) {
  auction_->clear(market, clearing);
  rest_offered_.resize(market.asks.size());
  rest_wanted_.resize(market.bids.size());
  const Stage& auction = clearing.stages().front();
  for (std::size_t i = 0; i < rest_offered_.size(); ++i) {
    rest_offered_[i] = std::max(0.0, market.asks[i].quantity_kwh - auction.asks.quantity_kwh[i]);
  }
  for (std::size_t i = 0; i < rest_wanted_.size(); ++i) {
    rest_wanted_[i] = std::max(0.0, market.pool_demand_kwh[i] - auction.bids.quantity_kwh[i]);
  }
  const double price = mid_market_price(market.grid.sell, market.grid.feed_in);
  settle_in_pool(market, {rest_offered_, rest_wanted_}, price,
                 clearing.add_stage(MechanismId::kMidMarketRate, market));
}

}  // namespace peerwatt::market
