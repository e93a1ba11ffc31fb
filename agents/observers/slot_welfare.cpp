#include "agents/observers/slot_welfare.hpp"

#include <algorithm>
#include <limits>

#include "agents/market/ticks.hpp"

namespace peerwatt::agents {

SlotWelfare WelfareGauge::measure(const PublishedSlot& slot) {
  const CpsAccount& cps = slot.cps;
  const HouseholdColumns& households = slot.households;
  flexible_.clear();
  double value = 0, served = 0, inelastic = cps.other_demand_kwh + cps.losses_kwh;
  for (const ProsumerId i : community_.prosumers()) {
    const double load = households.load_kwh[i];
    const game::FlexibleDemand flexible{.most_kwh = community_.flexible_share[i] * load,
                                        .choke_price = community_.choke_price[i],
                                        .reference_price = cps.prices.base};
    const double kwh =
        std::clamp(flexible.most_kwh - slot.prosumers.unserved_kwh[i], 0.0, flexible.most_kwh);
    value += flexible.value(kwh);
    served += kwh;
    inelastic +=
        load - flexible.most_kwh - households.generation_kwh[i] + households.battery_charged_kwh[i];
    flexible_.push_back(flexible);
  }
  return {
      .found = value - slot.generation_cost.cost(inelastic + served),
      .efficient = efficient_.most(slot.generation_cost, inelastic, flexible_, cps.prices.base)};
}

ProsumerId price_setter(const PublishedSlot& slot, const Community& community,
                        const scenario::LeaderSettings& settings) {
  const CpsAccount& cps = slot.cps;
  const Prices& prices = cps.prices;
  const bool could_be = cps.searched && !cps.capped && prices.sell > prices.base &&
                        settings.rule == scenario::LeaderRule::kStackelberg &&
                        settings.aim == scenario::LeaderAim::kNoElasticSupply;
  if (!could_be) return {};
  constexpr double kRounding = 1e-9;
  const double least =
      std::max(prices.base, prices.sell - 2 * settings.price_tolerance - kRounding * prices.sell);
  market::Ticks highest = std::numeric_limits<market::Ticks>::min();
  ProsumerId setter;
  for (const ProsumerId i : community.prosumers()) {
    const game::ResidualDemand left = game::after_buying(
        slot.households.residual.demand(i, community.choke_price[i], prices.base),
        slot.prosumers.p2p_bought_kwh[i]);
    // Prices are equal as ticks are, whatever their doubles were computed from.
    const market::Ticks ends_at = market::to_ticks(left.satiation_price());
    if (left.satiation_price() <= least || ends_at <= highest) continue;
    highest = ends_at;
    setter = i;
  }
  return setter;
}

}  // namespace peerwatt::agents
