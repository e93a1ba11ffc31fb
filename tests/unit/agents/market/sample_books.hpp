#pragma once

#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

namespace peerwatt::market {

// Asks 2 kWh at 0.10, 3 at 0.12, 2 at 0.20; bids 4 kWh at 0.30, 2 at 0.25, 2 at 0.15. In order of
// merit the first 6 kWh cross: 2 + 3 + 1 of the asks, 4 + 2 of the bids; 0.20 > 0.15 ends it.
inline const std::vector<Order> kAsks{{2, 0.20, 0, 3}, {2, 0.10, 0, 1}, {3, 0.12, 0, 2}};
inline const std::vector<Order> kBids{{4, 0.30, 0, 4}, {2, 0.15, 0, 6}, {2, 0.25, 0, 5}};
// 4*0.30 + 2*0.25 - 2*0.10 - 3*0.12 - 1*0.20 = 1.70 - 0.76
constexpr double kMaxWelfare = 0.94;

// The first stage of what a rule decides.
struct Cleared {
  Clearing clearing;

  const Stage& stage() const { return clearing.stages().front(); }
  double volume() const { return stage().volume_kwh; }
  const std::vector<double>& sold() const { return stage().asks.quantity_kwh; }
  const std::vector<double>& bought() const { return stage().bids.quantity_kwh; }
  const std::vector<double>& earned() const { return stage().asks.money; }
  const std::vector<double>& paid() const { return stage().bids.money; }
  double price_seller() const { return stage().price_seller.value(); }
  double price_buyer() const { return stage().price_buyer.value(); }
};

inline Cleared clear(Mechanism& rule, const std::vector<Order>& asks,
                     const std::vector<Order>& bids) {
  std::vector<double> pool_demand;
  for (const Order& bid : bids) pool_demand.push_back(bid.quantity_kwh);
  Cleared cleared;
  const CallMarket market{asks, bids, pool_demand, {.sell = 0.4, .feed_in = 0.05}};
  rule.clear(market, cleared.clearing);
  return cleared;
}

inline Cleared clear(MechanismId rule, const std::vector<Order>& asks,
                     const std::vector<Order>& bids, const MechanismParameters& parameters = {}) {
  return clear(*make_mechanism(rule, parameters), asks, bids);
}

}  // namespace peerwatt::market
