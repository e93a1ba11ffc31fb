#pragma once

#include <span>

#include "agents/market/allocation/efficient_side.hpp"
#include "agents/market/clearing.hpp"
#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// EfficientAllocation finds the trades that give the most welfare for the stated prices: asks trade
// with bids, best first, while ask <= bid (docs/markets.md). Orders rank by price, arrival and
// owner; the marginal ask a_L and the marginal bid b_M are the last ones with volume in it. The
// welfare is the sum over bids of limit price times quantity, less that over asks.
//
// Quantities are counted in whole quanta, a power of two of a kWh such that the sum of all stays
// below 2^62. So volumes are exact, and do not depend on the order of the spans, but for orders
// that tie in price, arrival and owner. A volume of the size of rounding errors makes no order
// marginal. O(n) on average, without sorting; memory O(n).
class EfficientAllocation {
 public:
  void find(const CallMarket& market);

  // The functions that follow refer to the market of the last find.

  double max_welfare() const { return max_welfare_; }  // currency
  bool trades() const { return volume_ > 0; }
  // The functions that follow may be called only if something trades.
  double volume_kwh() const { return asks_.book().kwh(volume_); }
  const EfficientSide& asks() const { return asks_; }
  const EfficientSide& bids() const { return bids_; }
  // Writes what each ask sells and each bid buys, kWh. The marginal order of the long side trades
  // in part.
  void fill(const CallMarket& market, std::span<double> sold_kwh,
            std::span<double> bought_kwh) const;
  // Writes these quantities, the volume and the welfare to the stage.
  void fill(const CallMarket& market, Stage& stage) const;

 private:
  EfficientSide asks_{Side::kSell};
  EfficientSide bids_{Side::kBuy};
  Quanta volume_ = 0;
  double max_welfare_ = 0;
};

}  // namespace peerwatt::market
