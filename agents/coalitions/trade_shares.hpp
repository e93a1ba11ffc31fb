#pragma once

#include <span>
#include <vector>

#include "agents/coalitions/distance_sums.hpp"
#include "agents/coalitions/network_charge.hpp"

namespace peerwatt::game {

// MemberTrades are what the members of a coalition sold to and bought from each other in a slot, by
// member. No member did both, and the energy sold equals the energy bought.
struct MemberTrades {
  std::span<const double> sold_kwh;
  std::span<const double> earned;  // currency
  std::span<const double> bought_kwh;
  std::span<const double> paid;  // currency
};

// The prices of the CPS, with which trades are compared, currency/kWh.
struct GridPrices {
  double sell = 0;     // p_gs
  double feed_in = 0;  // p_fit
};

// NetworkCharges computes the network charge on the trades of a coalition, of which each side pays
// half. Who traded with whom is counted pro rata, q_ij = sold_i*bought_j/sum(sold), so that member
// i is charged sum_j q_ij*kappa*dist(i,j)/2 (docs/model.md, section 4). The sums over j come from
// DistanceSums: O(m*log m) for m members, in place of O(m^2) pairs.
class NetworkCharges {
 public:
  // Adds to `charges`, currency by member.
  void add(std::span<const double> sold_kwh, std::span<const double> bought_kwh,
           const NetworkCharge& charge, std::span<double> charges);

 private:
  DistanceSums sellers_;
  DistanceSums buyers_;
};

// TradeShares gives each member what its trades gained against the grid, less half of the network
// charge on them (docs/model.md, section 4). With q_ij = sold_i*bought_j/sum(sold),
//   seller i: earned_i - p_fit*sold_i - sum_j q_ij*kappa*dist(i,j)/2
//   buyer j:  p_gs*bought_j - paid_j  - sum_i q_ij*kappa*dist(i,j)/2
// Invariant: the shares add up to (p_gs - p_fit)*volume, less all charges and less what the
// auctioneer keeps (paid less earned). If all trade was at the mid-market price, that is v(S).
// O(m), and O(m*log m) with a charge.
class TradeShares {
 public:
  void divide(const MemberTrades& trades, const GridPrices& prices, const NetworkCharge& charge,
              std::span<double> shares);

 private:
  NetworkCharges charges_;
  std::vector<double> charged_;  // by member
};

}  // namespace peerwatt::game
