#include "agents/observers/baseline_losses.hpp"

#include "engine/power_flow/branch_flows.hpp"

namespace peerwatt::agents {

BaselineLosses::BaselineLosses(const Community& community,
                               const network::DistributionNetwork& network,
                               const BaseLoads& base_loads)
    : community_{community},
      powers_{base_loads, network.bus_count()},
      ordinary_{network},
      no_trade_{network} {}

LossesAlone BaselineLosses::solve(const devices::Slot& slot, const Baselines& baselines,
                                  const Community::Column<double>& generation_kwh) {
  return {.ordinary_kwh = solve(slot, baselines.ordinary(), generation_kwh, ordinary_),
          .no_trade_kwh = solve(slot, baselines.no_trade(), generation_kwh, no_trade_)};
}

double BaselineLosses::solve(const devices::Slot& slot, const HouseholdsAlone& households,
                             const Community::Column<double>& generation_kwh,
                             power_flow::RadialPowerFlow& flow) {
  powers_.open(slot);
  for (const ProsumerId i : community_.prosumers()) {
    powers_.add(community_.buses[i], {.active_kwh = households.drawn_kwh()[i],
                                      .reactive_kvarh = community_.reactive_kvarh(
                                          i, households.served_kwh()[i], generation_kwh[i])});
  }
  if (!flow.solve(powers_.demand()).converged) return 0;
  return power_flow::total_losses_kw(flow) * slot.length.hours();
}

}  // namespace peerwatt::agents
