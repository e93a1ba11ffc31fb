#include "agents/market/mechanisms/pay_as_clear.hpp"

#include <algorithm>
#include <optional>

namespace peerwatt::market {
namespace {

// Returns the limit price of the best order with an unfilled part, the marginal one included.
std::optional<double> first_excluded(const EfficientSide& side, std::span<const Order> orders) {
  return side.is_marginal_filled() ? side.next_price(orders) : side.marginal_price();
}

}  // namespace

void PayAsClear::settle(const CallMarket& market, const EfficientAllocation& efficient,
                        Stage& stage) {
  if (!efficient.trades()) return;
  efficient.fill(market, stage);
  const double ask = efficient.asks().marginal_price();
  const double bid = efficient.bids().marginal_price();
  const double low = std::max(ask, first_excluded(efficient.bids(), market.bids).value_or(ask));
  const double high = std::min(bid, first_excluded(efficient.asks(), market.asks).value_or(bid));
  // Excluded quantities of the size of rounding errors may cross, low above high; both lie between
  // the marginal prices all the same.
  const auto [least, most] = std::minmax(low, high);
  const double price = std::clamp(k_ * high + (1 - k_) * low, least, most);
  pay_uniformly(stage, price, price);
}

}  // namespace peerwatt::market
