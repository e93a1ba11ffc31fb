#pragma once

#include <span>

#include "agents/market/allocation/efficient_side.hpp"
#include "agents/market/clearing.hpp"
#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// The trades that are worth most together: asks trade with bids, best first, while ask <= bid.
// Orders rank by price, arrival and owner; the marginal ask a_L and bid b_M are the last ones with
// volume in it. Linear time on average, without sorting. What it finds does not depend on the order
// of the spans, but for orders that tie in all of that, and for roundings. Volumes of the size of
// rounding errors make no order marginal.
class EfficientAllocation {
 public:
  void find(const CallMarket& market);

  // What follows holds for the market of the last find.

  double max_welfare() const { return max_welfare_; }  // currency
  bool trades() const { return volume_ > 0; }
  // The rest only where something trades.
  double volume_kwh() const { return asks_.book().kwh(volume_); }
  const EfficientSide& asks() const { return asks_; }
  const EfficientSide& bids() const { return bids_; }
  // What each ask sells and each bid buys: the marginal order of the long side in part.
  void fill(const CallMarket& market, std::span<double> sold_kwh,
            std::span<double> bought_kwh) const;
  // Lets everyone trade that.
  void fill(const CallMarket& market, Stage& stage) const;

 private:
  EfficientSide asks_{Side::kSell};
  EfficientSide bids_{Side::kBuy};
  Quanta volume_ = 0;
  double max_welfare_ = 0;
};

}  // namespace peerwatt::market
