#include "tools/verification/replay/generation.hpp"

#include <algorithm>

namespace peerwatt::verification {

Generation generation_of(const recording::RuleStatics& rules, double demand_kwh) {
  Generation generation;
  generation.reserve_kwh = std::max(0.0, demand_kwh - rules.capacity_kwh);
  const double slope = 2 * rules.cost_quadratic * demand_kwh + rules.cost_linear;
  generation.cost = (rules.cost_quadratic * demand_kwh + rules.cost_linear) * demand_kwh +
                    rules.cost_fixed + rules.reserve_price * generation.reserve_kwh;
  const double reserve = demand_kwh > rules.capacity_kwh ? rules.reserve_price : 0.0;
  generation.marginal_cost = demand_kwh > 0 ? slope + reserve : 0.0;
  generation.scale = generation.cost + (slope + rules.reserve_price) * demand_kwh;
  return generation;
}

}  // namespace peerwatt::verification
