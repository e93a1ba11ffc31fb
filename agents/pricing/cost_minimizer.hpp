#pragma once

#include <span>

#include "agents/pricing/elastic_curve.hpp"
#include "agents/pricing/generation_cost.hpp"

namespace peerwatt::game {

// ProsumerDemand is what prosumers would buy from the CPS at a price.
struct ProsumerDemand {
  double inflexible_kwh = 0;
  double elastic_kwh = 0;
};

// LeaderOutlay is what a leader that minimizes its own cost knows of a slot.
struct LeaderOutlay {
  GenerationCost cost;
  double other_kwh = 0;                // E_o
  double feed_in_kwh = 0;              // E_f
  double base_price = 0;               // currency/kWh
  double price_cap = 0;                // >= base_price
  bool counts_inflexible_load = true;  // if false, inflexible load does not enter the price

  double net_kwh(const ProsumerDemand& demand) const {
    return other_kwh - feed_in_kwh + demand.inflexible_kwh + demand.elastic_kwh;
  }
  double sold_kwh(const ProsumerDemand& demand) const {
    return demand.elastic_kwh + (counts_inflexible_load ? demand.inflexible_kwh : 0.0);
  }
  // Returns J = C(max(0, E_o - E_f + E_g)) - p*E_g, currency. The E_g that is paid for leaves
  // inflexible load out if that does not count.
  double at(double price, const ProsumerDemand& demand) const {
    return cost.cost(net_kwh(demand)) - price * sold_kwh(demand);
  }
};

struct MinimizingPrice {
  double price = 0;         // currency/kWh
  double outlay = 0;        // J there, currency
  bool beyond_cap = false;  // whether the price is the cap and J goes on falling above it
};

// CostMinimizer finds the exact minimizer of J(p) = C(max(0, E_o - E_f + E_g(p))) - p*E_g(p) over
// [p_base, p_cap], given the trades (docs/model.md, section 5).
//
// E_g is piecewise linear and falling (ElasticCurve), so J is convex on each piece, made of
// parabolas that meet where D = 0 and where D = K. The minimum lies at an end of a piece, at one of
// those two prices, or at a stationary point of a parabola: at most six new candidates a piece.
// Pieces are visited from the highest price down; invariant: the best is the lowest of the prices
// visited whose J is least, within a rounding error. O(n log n) for n prosumers, O(n) of it after
// sorting; memory O(n).
class CostMinimizer {
 public:
  // Returns the lowest minimizer. Reference prices must not lie above the base price.
  MinimizingPrice minimize(const LeaderOutlay& outlay, std::span<const ResidualDemand> demands);

 private:
  // It keeps the best price found so far.
  class Best;

  void evaluate(const ElasticCurve::Piece& piece, const LeaderOutlay& outlay, Best& best) const;

  ElasticCurve elastic_;
};

}  // namespace peerwatt::game
