#include "agents/audits/leader_objective.hpp"

#include <cmath>

namespace peerwatt::agents {
namespace {

using scenario::LeaderRule;

constexpr double kRounding = 1e-12;  // relative, of sums over prosumers

double value_of_flexible_load(const FollowerReaction& reaction, double price) {
  double value = 0;
  for (const game::ResidualDemand& demand : reaction.demands) {
    value += demand.flexible.value(demand.served_flexible_kwh + demand.elastic_quantity_kwh(price));
  }
  return value;
}

}  // namespace

ResidualSums residual_sums(const FollowerReaction& reaction, double price) {
  ResidualSums sums{.surplus_kwh = reaction.surplus_kwh};
  for (const game::ResidualDemand& demand : reaction.demands) {
    sums.elastic_kwh += demand.elastic_quantity_kwh(price);
    sums.inflexible_kwh += demand.inflexible_kwh;
  }
  return sums;
}

LeaderObjective::LeaderObjective(const scenario::LeaderSettings& settings,
                                 const game::GenerationCost& cost, const Slot& slot)
    : settings_{settings},
      cost_{cost},
      slot_{slot},
      target_{.aim = settings.aim,
              .share = settings.aim_share,
              .room_kwh = cost.capacity_kwh - slot.other_demand_kwh,
              .base_elastic_kwh = slot.base_elastic_kwh} {}

game::LeaderOutlay LeaderObjective::outlay(double surplus_kwh) const {
  return {.cost = cost_,
          .other_kwh = slot_.other_demand_kwh,
          .feed_in_kwh = surplus_kwh,
          .base_price = slot_.base_price,
          .price_cap = settings_.price_cap,
          .counts_inflexible_load = settings_.counts_inflexible_load};
}

double LeaderObjective::net_kwh(double price, const FollowerReaction& reaction) const {
  return slot_.other_demand_kwh + residual_sums(reaction, price).net_kwh();
}

double LeaderObjective::loss(double price, const FollowerReaction& reaction) const {
  switch (settings_.rule) {
    case LeaderRule::kCostMinimizing: {
      const ResidualSums sums = residual_sums(reaction, price);
      return outlay(sums.surplus_kwh)
          .at(price, {.inflexible_kwh = sums.inflexible_kwh, .elastic_kwh = sums.elastic_kwh});
    }
    case LeaderRule::kMarginalCost:
      return cost_.cost(net_kwh(price, reaction)) - value_of_flexible_load(reaction, price);
    default:
      return target_.excess_kwh(residual_sums(reaction, price));
  }
}

bool LeaderObjective::accepts(double price, const FollowerReaction& reaction) const {
  if (settings_.rule == LeaderRule::kMarginalCost) {
    const double net = net_kwh(price, reaction);
    return cost_.marginal_saving(net - kRounding * (1 + std::abs(net))) <= price + kRounding;
  }
  const ResidualSums sums = residual_sums(reaction, price);
  const double excess = target_.excess_kwh(sums);
  return excess == 0 || (excess < sums.elastic_kwh && excess <= kRounding * sums.elastic_kwh);
}

}  // namespace peerwatt::agents
