#pragma once

#include "tools/verification/replay/follower_sums.hpp"

namespace peerwatt::verification {

// What a slot asks of a leader that searches for its price (model, section 5), given what the
// followers do at a price.
class LeaderDemand {
 public:
  // Both must outlive it. `base_elastic_kwh`: elastic demand in the round announced at p_base.
  LeaderDemand(const RunFacts& facts, const Slot& slot, double base_elastic_kwh)
      : facts_{facts}, slot_{slot}, base_elastic_kwh_{base_elastic_kwh} {}

  // Elastic supply that the aim of `stackelberg` allows, kWh, and what is sold beyond it.
  double allowed_kwh(const FollowerSums& sums) const;
  double excess_kwh(const FollowerSums& sums) const {
    return std::max(0.0, sums.elastic_kwh - allowed_kwh(sums));
  }
  // E_o - E_f + E_g, kWh, which may be negative; the losses of the slot before are in E_o.
  double net_kwh(const FollowerSums& sums) const {
    const recording::SystemRecord& system = slot_.record.system;
    return system.other_demand_kwh + system.expected_losses_kwh - sums.fed_in_kwh +
           sums.inflexible_kwh + sums.elastic_kwh;
  }
  // V - C(D), currency.
  double welfare(const FollowerSums& sums) const;
  // What the last kWh of a net demand costs to generate; 0 where nothing is generated.
  double last_kwh_cost(double net_kwh) const;

 private:
  const RunFacts& facts_;
  const Slot& slot_;
  double base_elastic_kwh_;
};

}  // namespace peerwatt::verification
