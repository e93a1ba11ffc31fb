#pragma once

namespace peerwatt::game {

// Returns the net demand D of a slot, kWh: what other customers and prosumers take, less what
// prosumers feed in in the same slot, as energy that a neighbour feeds in is not generated
// (docs/model.md, section 5).
double net_demand_kwh(double other_kwh, double prosumers_kwh, double fed_in_kwh);

// GenerationCost is the cost of serving the net demand D of a slot, C(D) = a*D^2 + b*D + c +
// rho*max(0, D-K) (docs/model.md, section 5). Functions take the difference of what is taken and
// fed in, which may be negative, and cut it at 0.
struct GenerationCost {
  double quadratic = 0;      // a, currency/kWh^2
  double linear = 0;         // b, currency/kWh
  double fixed = 0;          // c, currency
  double reserve_price = 0;  // rho, currency/kWh
  double capacity_kwh = 0;   // K, per slot

  double reserve_kwh(double net_kwh) const;
  double cost(double net_kwh) const;
  // Returns the right derivative C'(D), currency/kWh; 0 while more is fed in than taken.
  double marginal_cost(double net_kwh) const;
  // Returns the left derivative, what a little less demand saves, currency/kWh; 0 where D = 0.
  double marginal_saving(double net_kwh) const;
};

}  // namespace peerwatt::game
