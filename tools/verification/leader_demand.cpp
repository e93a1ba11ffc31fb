#include "tools/verification/leader_demand.hpp"

namespace peerwatt::verification {

double generation_cost(const recording::RuleStatics& rules, double net_kwh) {
  const double demand = std::max(0.0, net_kwh);
  return rules.cost_quadratic * demand * demand + rules.cost_linear * demand + rules.cost_fixed +
         rules.reserve_price * std::max(0.0, demand - rules.capacity_kwh);
}

double LeaderDemand::allowed_kwh(const FollowerSums& sums) const {
  if (facts_.rules.aim == "share") return (1 - facts_.rules.aim_share) * base_elastic_kwh_;
  if (facts_.rules.aim != "no_reserve") return 0;
  return std::max(0.0, facts_.rules.capacity_kwh - (net_kwh(sums) - sums.elastic_kwh));
}

double LeaderDemand::welfare(const FollowerSums& sums) const {
  return sums.value - generation_cost(facts_.rules, net_kwh(sums));
}

double LeaderDemand::last_kwh_cost(double net_kwh) const {
  const recording::RuleStatics& rules = facts_.rules;
  if (net_kwh <= 0) return 0;
  return 2 * rules.cost_quadratic * net_kwh + rules.cost_linear +
         (net_kwh > rules.capacity_kwh ? rules.reserve_price : 0.0);
}

}  // namespace peerwatt::verification
