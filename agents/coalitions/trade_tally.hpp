#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace peerwatt::game {

// TradeTally holds the sums over a set S of members from which its value follows. With w_ij = p_gs
// - p_fit - kappa*dist(i,j) (docs/model.md, section 4),
//   v(S) = sum_ij s_i*d_j*w_ij / max(sum s, sum d).
// All sums are additive: the tally of a union is the sum of the two tallies, plus the pairs between
// them.
struct TradeTally {
  double supply_kwh = 0;
  double demand_kwh = 0;
  double pairs = 0;           // sum_ij s_i*d_j*w_ij, currency*kWh
  std::uint32_t sellers = 0;  // with something to sell
  std::uint32_t buyers = 0;

  // Returns v(S), currency. The counts of sellers and buyers make it exactly 0 if a side is empty;
  // the energy sums may then hold rounding errors of members that left.
  double value() const {
    return sellers == 0 || buyers == 0 ? 0 : pairs / std::max(supply_kwh, demand_kwh);
  }

  // Returns the tally of the union; `pairs_between` is the sum over the pairs with one member in
  // each.
  TradeTally with(const TradeTally& other, double pairs_between) const {
    return {supply_kwh + other.supply_kwh, demand_kwh + other.demand_kwh,
            pairs + other.pairs + pairs_between, sellers + other.sellers, buyers + other.buyers};
  }
  // Returns the tally of the members outside `part`; `pairs_of_part` is the sum over the pairs with
  // one or both members in it.
  TradeTally without(const TradeTally& part, double pairs_of_part) const {
    return {supply_kwh - part.supply_kwh, demand_kwh - part.demand_kwh, pairs - pairs_of_part,
            sellers - part.sellers, buyers - part.buyers};
  }
};

// PlacedTerms say what members have to trade, by their places in the tree (TreeOrder).
struct PlacedTerms {
  std::span<const double> supply_kwh;
  std::span<const double> demand_kwh;
  double spread = 0;  // p_gs - p_fit, currency/kWh

  TradeTally member(std::uint32_t place) const {
    return {supply_kwh[place], demand_kwh[place], 0, supply_kwh[place] > 0 ? 1U : 0U,
            demand_kwh[place] > 0 ? 1U : 0U};
  }
};

}  // namespace peerwatt::game
