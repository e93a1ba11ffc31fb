#include "agents/observers/slot_welfare.hpp"

#include <algorithm>
#include <limits>

#include "agents/market/ticks.hpp"

namespace peerwatt::agents {

SlotWelfare WelfareGauge::measure(const CpsAccount& cps, const game::GenerationCost& cost,
                                  const Community::Column<double>& unserved_kwh) {
  flexible_.clear();
  double value = 0, served = 0, inelastic = cps.other_demand_kwh;
  for (const ProsumerId i : community_.prosumers()) {
    const double load = households_.load_kwh()[i];
    const game::FlexibleDemand flexible{.most_kwh = community_.flexible_share[i] * load,
                                        .choke_price = community_.choke_price[i],
                                        .reference_price = cps.prices.base};
    const double kwh = std::clamp(flexible.most_kwh - unserved_kwh[i], 0.0, flexible.most_kwh);
    value += flexible.value(kwh);
    served += kwh;
    inelastic += load - flexible.most_kwh - households_.generation_kwh()[i] +
                 households_.batteries().charged_kwh()[i];
    flexible_.push_back(flexible);
  }
  return {.found = value - cost.cost(inelastic + served),
          .efficient = efficient_.most(cost, inelastic, flexible_, cps.prices.base)};
}

ProsumerId price_setter(const CpsAccount& cps, const scenario::LeaderSettings& settings,
                        const Households& households, const Community::Column<double>& bought_kwh) {
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
  for (const ProsumerId i : bought_kwh.ids()) {
    const game::ResidualDemand left =
        game::after_buying(households.residual(i, prices.base), bought_kwh[i]);
    // Prices are equal as ticks are, whatever their doubles were computed from.
    const market::Ticks ends_at = market::to_ticks(left.satiation_price());
    if (left.satiation_price() <= least || ends_at <= highest) continue;
    highest = ends_at;
    setter = i;
  }
  return setter;
}

}  // namespace peerwatt::agents
