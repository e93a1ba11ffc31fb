#include "agents/market/allocation/efficient_allocation.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <span>

namespace peerwatt::market {
namespace {

constexpr int kQuantaBits = 62;  // of the sum of all quantities
constexpr int kLargestExponent = 1000;

// A decimal quantity is off by up to 2^-53 of itself, which is 2^9 quanta of a sum of 2^62. Up to
// twice as many count as rounding errors.
constexpr Quanta kInputRounding = 1 << 10;

// Returns the power of two by which quantities become integers whose sum stays below 2^62: `count`
// of them, none above `largest`.
double quanta_per_kwh(double largest, std::size_t count) {
  int exponent = 0;
  std::frexp(largest, &exponent);
  return std::ldexp(1.0, std::min(kLargestExponent, kQuantaBits - exponent -
                                                        static_cast<int>(std::bit_width(count))));
}

}  // namespace

void EfficientAllocation::find(const CallMarket& market) {
  const std::size_t count = market.asks.size() + market.bids.size();
  const double most = tradable_quantity(market.asks, market.bids);
  const double largest = std::max(largest_quantity(market.asks), largest_quantity(market.bids));
  const double scale = quanta_per_kwh(std::min(largest, most), count);
  const Quanta slack = kInputRounding + static_cast<Quanta>(count);
  volume_ =
      efficient_volume(asks_.load(market.asks, scale, most), bids_.load(market.bids, scale, most));
  max_welfare_ = 0;
  if (volume_ <= slack) {
    volume_ = 0;
    return;
  }
  asks_.find_margin(market.asks, volume_, slack);
  bids_.find_margin(market.bids, volume_, slack);
  max_welfare_ = asks_.gain(EqualCut::none()) + bids_.gain(EqualCut::none()) +
                 volume_kwh() * (bids_.marginal_price() - asks_.marginal_price());
}

void EfficientAllocation::fill(const CallMarket& market, std::span<double> sold_kwh,
                               std::span<double> bought_kwh) const {
  constexpr auto kTrades = EfficientSide::Marginal::kTrades;
  asks_.fill(market.asks, EqualCut::none(), kTrades, sold_kwh);
  bids_.fill(market.bids, EqualCut::none(), kTrades, bought_kwh);
}

void EfficientAllocation::fill(const CallMarket& market, Stage& stage) const {
  fill(market, stage.asks.quantity_kwh, stage.bids.quantity_kwh);
  stage.volume_kwh = volume_kwh();
  stage.welfare = max_welfare_;
}

}  // namespace peerwatt::market
