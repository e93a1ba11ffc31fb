#include "agents/observers/baseline_losses.hpp"

namespace peerwatt::agents {

BaselineLosses::BaselineLosses(const Community& community,
                               const network::DistributionNetwork& network,
                               const BaseLoads& base_loads, power_flow::Phasing phasing,
                               const power_flow::TaskRunner& run_tasks)
    : community_{community},
      powers_{base_loads, network.bus_count(), phasing},
      ordinary_{community, network, phasing, run_tasks},
      no_trade_{community, network, phasing, run_tasks} {}

LossesAlone BaselineLosses::solve(const devices::Slot& slot, const Baselines& baselines,
                                  const Community::Column<double>& generation_kwh) {
  return {.ordinary_kwh = solve(slot, baselines.ordinary(), generation_kwh, ordinary_),
          .no_trade_kwh = solve(slot, baselines.no_trade(), generation_kwh, no_trade_)};
}

double BaselineLosses::solve(const devices::Slot& slot, const HouseholdsAlone& households,
                             const Community::Column<double>& generation_kwh,
                             CommunityPowerFlow& flow) {
  const double hours = slot.length.hours();
  powers_.open(slot);
  for (const ProsumerId i : community_.prosumers()) {
    const ReactiveEnergy reactive =
        community_.reactive_kvarh(i, households.served_kwh()[i], generation_kwh[i], hours);
    powers_.add(community_.buses[i], community_.phases[i],
                {.active_kwh = households.drawn_kwh()[i],
                 .reactive_kvarh = reactive.load + reactive.inverter,
                 .inverter_kvarh = reactive.inverter});
  }
  const std::vector<ProsumerId>& answering = flow.answering();
  for (std::size_t n = 0; n < answering.size(); ++n) {
    flow.limits_kvar()[n] =
        community_.inverter_limit_kvar(answering[n], generation_kwh[answering[n]], hours);
  }
  if (!flow.solve(powers_).converged) return 0;
  return flow.losses_kw() * hours;
}

}  // namespace peerwatt::agents
