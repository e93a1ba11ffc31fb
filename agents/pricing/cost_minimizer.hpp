#pragma once

#include <span>

#include "agents/pricing/elastic_curve.hpp"
#include "agents/pricing/generation_cost.hpp"

namespace peerwatt::game {

// What prosumers would buy from the CPS at a price.
struct ProsumerDemand {
  double inflexible_kwh = 0;
  double elastic_kwh = 0;
};

// What a leader who looks at its own cost knows of a slot.
struct LeaderOutlay {
  GenerationCost cost;
  double other_kwh = 0;                // E_o
  double feed_in_kwh = 0;              // E_f
  double base_price = 0;               // currency/kWh
  double price_cap = 0;                // >= base_price
  bool counts_inflexible_load = true;  // else inflexible load is no business of the price

  double net_kwh(const ProsumerDemand& demand) const {
    return other_kwh - feed_in_kwh + demand.inflexible_kwh + demand.elastic_kwh;
  }
  double sold_kwh(const ProsumerDemand& demand) const {
    return demand.elastic_kwh + (counts_inflexible_load ? demand.inflexible_kwh : 0.0);
  }
  // J = C(max(0, E_o - E_f + E_g)) - p*E_g, currency; E_g without inflexible load where that does
  // not count.
  double at(double price, const ProsumerDemand& demand) const {
    return cost.cost(net_kwh(demand)) - price * sold_kwh(demand);
  }
};

struct MinimizingPrice {
  double price = 0;         // currency/kWh
  double outlay = 0;        // J there, currency
  bool beyond_cap = false;  // the price is the cap, and J goes on falling above it
};

// The exact minimizer of J(p) = C(max(0, E_o - E_f + E_g(p))) - p*E_g(p) over [p_base, p_cap],
// given the trades (model, section 5). E_g is piecewise linear and falling, so that J is convex on
// each piece, made of parabolas that meet where D = 0 and where D = K: the ends of the piece, those
// two prices, and the stationary points of the parabolas are all that can be the best. The lowest
// of the best wins.
class CostMinimizer {
 public:
  // Reference prices may not lie above the base price.
  MinimizingPrice minimize(const LeaderOutlay& outlay, std::span<const ResidualDemand> demands);

 private:
  // The best so far, on the way down.
  class Best;

  void evaluate(const ElasticCurve::Piece& piece, const LeaderOutlay& outlay, Best& best) const;

  ElasticCurve elastic_;
};

}  // namespace peerwatt::game
