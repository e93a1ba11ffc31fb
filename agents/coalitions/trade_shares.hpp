#pragma once

#include <span>
#include <vector>

#include "agents/coalitions/distance_sums.hpp"
#include "agents/coalitions/network_charge.hpp"

namespace peerwatt::game {

// What the members of a coalition sold to and bought from each other in a slot, by column. Nobody
// did both; what was sold was bought.
struct MemberTrades {
  std::span<const double> sold_kwh;
  std::span<const double> earned;  // currency
  std::span<const double> bought_kwh;
  std::span<const double> paid;  // currency
};

// The prices of the CPS, which are what trades are compared with, currency/kWh.
struct GridPrices {
  double sell = 0;     // p_gs
  double feed_in = 0;  // p_fit
};

// Each side's half of the network charge on the trades of a coalition. Who traded with whom is pro
// rata, q_ij = sold_i*bought_j/sum(sold): member i is charged sum_j q_ij*kappa*dist(i,j)/2.
class NetworkCharges {
 public:
  // Adds to `charges`, currency by member. O(members * log members).
  void add(std::span<const double> sold_kwh, std::span<const double> bought_kwh,
           const NetworkCharge& charge, std::span<double> charges);

 private:
  DistanceSums sellers_;
  DistanceSums buyers_;
};

// Shares by the trades themselves: what each member gained by them against the grid, less half of
// the network charge on its trades (model, section 4). Who traded with whom is pro rata,
// q_ij = sold_i*bought_j/sum(sold):
//   seller i: earned_i - p_fit*sold_i - sum_j q_ij*kappa*dist(i,j)/2
//   buyer j:  p_gs*bought_j - paid_j  - sum_i q_ij*kappa*dist(i,j)/2
// They sum to (p_gs - p_fit)*volume, less all charges and less what was paid to nobody's earning
// (the spread that an auctioneer keeps): to v(S), when all trade was the mid-market's.
class TradeShares {
 public:
  void divide(const MemberTrades& trades, const GridPrices& prices, const NetworkCharge& charge,
              std::span<double> shares);

 private:
  NetworkCharges charges_;
  std::vector<double> charged_;  // by member
};

}  // namespace peerwatt::game
