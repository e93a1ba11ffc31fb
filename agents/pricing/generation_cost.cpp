#include "agents/pricing/generation_cost.hpp"

#include <algorithm>

namespace peerwatt::game {

double net_demand_kwh(double other_kwh, double prosumers_kwh, double fed_in_kwh) {
  return std::max(0.0, other_kwh + prosumers_kwh - fed_in_kwh);
}

double GenerationCost::reserve_kwh(double net_kwh) const {
  return std::max(0.0, net_kwh - capacity_kwh);
}

double GenerationCost::cost(double net_kwh) const {
  const double demand_kwh = std::max(0.0, net_kwh);
  return quadratic * demand_kwh * demand_kwh + linear * demand_kwh + fixed +
         reserve_price * reserve_kwh(demand_kwh);
}

double GenerationCost::marginal_cost(double net_kwh) const {
  if (net_kwh < 0) return 0;
  return 2 * quadratic * net_kwh + linear + (net_kwh >= capacity_kwh ? reserve_price : 0.0);
}

double GenerationCost::marginal_saving(double net_kwh) const {
  if (net_kwh <= 0) return 0;
  return 2 * quadratic * net_kwh + linear + (net_kwh > capacity_kwh ? reserve_price : 0.0);
}

}  // namespace peerwatt::game
