#include "tools/verification/replay/leader_demand.hpp"

#include "tools/verification/replay/generation.hpp"

namespace peerwatt::verification {

double LeaderDemand::allowed_kwh(const FollowerSums& sums) const {
  if (facts_.rules.aim == "share") return (1 - facts_.rules.aim_share) * base_elastic_kwh_;
  if (facts_.rules.aim != "no_reserve") return 0;
  return std::max(0.0, facts_.rules.capacity_kwh - (net_kwh(sums) - sums.elastic_kwh));
}

double LeaderDemand::welfare(const FollowerSums& sums) const {
  return sums.value - generation_of(facts_.rules, std::max(0.0, net_kwh(sums))).cost;
}

double LeaderDemand::last_kwh_cost(double net_kwh) const {
  return generation_of(facts_.rules, std::max(0.0, net_kwh)).marginal_cost;
}

}  // namespace peerwatt::verification
