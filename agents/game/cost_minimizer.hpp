#pragma once

#include <span>
#include <vector>

#include "agents/game/flexible_demand.hpp"
#include "agents/game/generation_cost.hpp"

namespace peerwatt::game {

// What a leader who looks at its own cost knows of a slot.
struct LeaderOutlay {
  GenerationCost cost;
  double other_kwh = 0;   // E_o
  double base_price = 0;  // currency/kWh
  double price_cap = 0;   // >= base_price

  // J = C(E_o + E_g) - p*E_g, currency.
  double at(double price, double prosumers_kwh) const {
    return cost.cost(other_kwh + prosumers_kwh) - price * prosumers_kwh;
  }
};

struct MinimizingPrice {
  double price = 0;         // currency/kWh
  double outlay = 0;        // J there, currency
  bool beyond_cap = false;  // the price is the cap, and J goes on falling above it
};

// The exact minimizer of J(p) = C(E_o + E_g(p)) - p*E_g(p) over [p_base, p_cap], given the trades
// (model, section 5). E_g is piecewise linear and falling, so that J is a convex parabola or two on
// each piece: its ends, its stationary points with and without the reserve, and the kink where the
// demand reaches the capacity are all the prices that can be the best. The lowest of the best wins.
class CostMinimizer {
 public:
  // Reference prices may not lie above the base price.
  MinimizingPrice minimize(const LeaderOutlay& outlay, std::span<const ResidualDemand> demands);

 private:
  // Where the elastic demand of one prosumer ends, and by how much per unit of price it falls.
  struct End {
    double price;
    double slope;  // kWh per currency/kWh, that demand has more below the price than above
  };
  // E_g(p) = demand + slope*(top - p) for p in [bottom, top].
  struct Piece {
    double bottom;
    double top;
    double demand_kwh;
    double slope;

    double at(double price) const { return demand_kwh + slope * (top - price); }
  };
  // The best so far, on the way down.
  class Best;

  double collect_ends(const LeaderOutlay& outlay, std::span<const ResidualDemand> demands);
  static void look_into(const Piece& piece, const LeaderOutlay& outlay, Best& best);

  std::vector<End> ends_;  // prices within (base, cap], falling
};

}  // namespace peerwatt::game
