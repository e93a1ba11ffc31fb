#pragma once

#include <span>
#include <vector>

#include "agents/market/allocation/efficient_allocation.hpp"
#include "agents/market/allocation/holdings.hpp"
#include "agents/market/allocation/replacement_ladder.hpp"

namespace peerwatt::market {

// VickreyPrices settles the efficient allocation by Vickrey payments: an owner pays what the others
// lose because it is there, with all its orders on both sides (Vickrey, J. Finance 16, 1961;
// Clarke, Public Choice 11, 1971; Groves, Econometrica 41, 1973).
//
// Without an owner that buys d kWh more than it sells, the others have d kWh to spare. They go to
// where they are worth most: bids that got nothing take them, or asks withdraw. The prices of these
// d kWh, added up, are what the owner pays. In the same way asks that sold nothing, or bids that
// withdraw, set what a net seller earns. So every owner has a price of its own for all its kWh of a
// side; what it sells to itself counts at (a_L + b_M)/2. Invariant: no price is beyond the limit of
// an order that trades.
//
// Time on average O(n log n), and O(n) if no owner has a large part of the market: only the offers
// next to the margin, as deep as the largest net position, are sorted (ReplacementLadder). Memory
// O(n). Allocates nothing once warm.
class VickreyPrices {
 public:
  // Sets the money and the price range of the stage. To be called after EfficientAllocation::fill.
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
  double best_ask_ = 0;  // a_1 and b_1 bound all prices, so that rounding errors cannot pass them
  double best_bid_ = 0;
  double most_kwh_ = 0;  // no order can trade more
  double middle_ = 0;    // (a_L + b_M)/2; ladders count prices from there
  // What takes the place of energy that is no longer bought, and of energy that is no longer sold.
  ReplacementLadder unbought_;
  ReplacementLadder unsold_;
  std::vector<Offer> own_;
};

}  // namespace peerwatt::market
