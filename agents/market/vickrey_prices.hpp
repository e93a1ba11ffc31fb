#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/efficient_allocation.hpp"
#include "agents/market/key_sort.hpp"
#include "agents/market/replacement_ladder.hpp"

namespace peerwatt::market {

// Vickrey payments in the efficient allocation: an owner pays what the others lose because it is
// there, with all its orders on both sides (Vickrey, J. Finance 16, 1961; Clarke 1971; Groves
// 1973).
//
// Without an owner that buys d kWh more than it sells, the others have d kWh to spare: bids that
// got nothing take them, or asks withdraw, whatever is worth most. The prices of these d kWh, added
// up, are what the owner pays; in the same way asks that sold nothing and bids that withdraw set
// what a net seller earns. So every owner has a price of its own: all its kWh on a side cost the
// same. What it sells to itself counts at (a_L + b_M)/2 on both sides. No price is beyond the limit
// of an order that trades.
//
// O(n log n), and linear where no owner has a large part of the market: only what lies next to the
// margin is sorted. Allocates nothing once warm.
class VickreyPrices {
 public:
  // Sets the money of the orders, after EfficientAllocation::fill.
  void settle(const CallMarket& market, const EfficientAllocation& efficient, Stage& stage);

 private:
  // An order and what became of it.
  struct Holding {
    double above_middle = 0;  // the limit price's distance from (a_L + b_M)/2
    double filled_kwh = 0;
    double rest_kwh = 0;
    std::uint32_t owner = 0;
    std::uint32_t place = 0;
    Side side = Side::kBuy;
  };
  using Owner = std::span<const Holding>;
  struct Position {
    double bought_kwh = 0;
    double sold_kwh = 0;
    double wanted_kwh = 0;
    double offered_kwh = 0;
  };
  // Prices above the middle.
  struct Prices {
    double buyer = 0;
    double seller = 0;
  };

  void gather(const CallMarket& market, const Stage& stage, double middle);
  void build_ladders(double quanta_per_kwh);
  template <class Visit>
  void for_each_owner(Visit&& visit) const;
  static Position position(Owner owner);
  Prices prices(Owner owner);
  std::span<const Offer> own_replacements(Owner owner, Side lost);

  std::vector<KeyedPlace> by_owner_;
  KeySort sort_;
  std::vector<Holding> holdings_;  // by owner
  // What takes the place of energy that is bought no more, or sold no more.
  ReplacementLadder unbought_;
  ReplacementLadder unsold_;
  std::vector<Offer> own_;
};

}  // namespace peerwatt::market
