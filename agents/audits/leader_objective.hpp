#pragma once

#include <cstdint>
#include <span>

#include "agents/cps/leader_target.hpp"
#include "agents/devices/flexible_demand.hpp"
#include "agents/pricing/cost_minimizer.hpp"
#include "agents/scenario/cps_settings.hpp"

namespace peerwatt::agents {

// What prosumers do at a price of the CPS: what they lack after the trades that it brings about,
// and what they feed in.
struct FollowerReaction {
  std::span<const game::ResidualDemand> demands;
  double surplus_kwh = 0;
};

ResidualSums residual_sums(const FollowerReaction& reaction, double price);

// What a leader that searches optimizes by its rule, as a function of the price (model, sections 5
// and 9).
class LeaderObjective {
 public:
  struct Slot {
    double other_demand_kwh = 0;  // E_o
    double base_price = 0;        // currency/kWh
    double base_elastic_kwh = 0;  // E0: elastic demand in the round announced at the base price
  };
  LeaderObjective(const scenario::LeaderSettings& settings, const game::GenerationCost& cost,
                  const Slot& slot);

  // What the rule wants to be small: the elastic supply beyond the target, kWh, under
  // `stackelberg`; under the others currency: the outlay J, or the welfare V - C(D) with its sign
  // turned.
  double loss(double price, const FollowerReaction& reaction) const;
  // Whether the price does what the rule asks for; not for `cost_minimizing`, which asks for the
  // least of all.
  bool accepts(double price, const FollowerReaction& reaction) const;
  game::LeaderOutlay outlay(double surplus_kwh) const;

 private:
  double net_kwh(double price, const FollowerReaction& reaction) const;

  const scenario::LeaderSettings& settings_;
  game::GenerationCost cost_;
  Slot slot_;
  LeaderTarget target_;
};

}  // namespace peerwatt::agents
