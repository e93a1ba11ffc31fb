#pragma once

#include <span>
#include <vector>

#include "agents/market/allocation/efficient_allocation.hpp"
#include "agents/market/allocation/holdings.hpp"
#include "agents/market/allocation/replacement_ladder.hpp"

namespace peerwatt::market {

// Vickrey payments in the efficient allocation: an owner pays what the others lose because it is
// there, with all its orders on both sides (Vickrey, J. Finance 16, 1961; Clarke, Public Choice 11,
// 1971; Groves, Econometrica 41, 1973).
//
// Without an owner that buys d kWh more than it sells, the others have d kWh to spare: bids that
// got nothing take them, or asks withdraw, whatever is worth most. The prices of these d kWh, added
// up, are what the owner pays; in the same way asks that sold nothing and bids that withdraw set
// what a net seller earns. So every owner has prices of its own: all its kWh on a side cost the
// same. What it sells to itself counts at (a_L + b_M)/2. No price is beyond the limit of an order
// that trades.
//
// O(n log n), and linear where no owner has a large part of the market: only what lies next to the
// margin is sorted. Allocates nothing once warm.
class VickreyPrices {
 public:
  // Sets money and prices of the stage, after EfficientAllocation::fill.
  void settle(const CallMarket& market, const EfficientAllocation& efficient, Stage& stage);

 private:
  using Owner = std::span<const Holding>;
  struct Prices {
    double buyer = 0;
    double seller = 0;
  };

  void build_ladders(const CallMarket& market, const Stage& stage, double quanta_per_kwh);
  void pay(Owner owner, Stage& stage);
  Prices prices(Owner owner);
  std::span<const Offer> own_replacements(Owner owner, Side lost);

  Holdings holdings_;
  double lowest_ = 0;    // a_L
  double highest_ = 0;   // b_M
  double best_ask_ = 0;  // a_1 and b_1 bound all prices; roundings must not pass them
  double best_bid_ = 0;
  double most_kwh_ = 0;  // no order trades more
  double middle_ = 0;    // half-way; ladders count prices from there
  // What takes the place of energy that is no longer bought, or no longer sold.
  ReplacementLadder unbought_;
  ReplacementLadder unsold_;
  std::vector<Offer> own_;
};

}  // namespace peerwatt::market
