#include "agents/market/mechanisms/k_pricing.hpp"

#include <algorithm>

namespace peerwatt::market {

void KPricing::settle(const CallMarket& market, const EfficientAllocation& efficient,
                      Stage& stage) {
  if (!efficient.trades()) return;
  efficient.fill(market, stage);
  const double ask = efficient.asks().marginal_price();
  const double bid = efficient.bids().marginal_price();
  const double price = std::clamp(k_ * bid + (1 - k_) * ask, ask, bid);
  pay_uniformly(stage, price, price);
}

}  // namespace peerwatt::market
