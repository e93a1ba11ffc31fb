#include "agents/observers/baseline_losses.hpp"

namespace peerwatt::agents {

BaselineLosses::BaselineLosses(const Community& community,
                               const network::DistributionNetwork& network,
                               const BaseLoads& base_loads, power_flow::Phasing phasing,
                               const power_flow::TaskRunner& run_tasks)
    : community_{community},
      powers_{base_loads, network.bus_count(), phasing},
      ordinary_{power_flow::make_network_solver(network, phasing, run_tasks),
                {community, network, phasing}},
      no_trade_{power_flow::make_network_solver(network, phasing, run_tasks),
                {community, network, phasing}} {}

LossesAlone BaselineLosses::solve(const devices::Slot& slot, const Baselines& baselines,
                                  const Community::Column<double>& generation_kwh) {
  return {.ordinary_kwh = solve(slot, baselines.ordinary(), generation_kwh, ordinary_),
          .no_trade_kwh = solve(slot, baselines.no_trade(), generation_kwh, no_trade_)};
}

double BaselineLosses::solve(const devices::Slot& slot, const HouseholdsAlone& households,
                             const Community::Column<double>& generation_kwh, Flow& flow) {
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
  const std::vector<ProsumerId>& owners = flow.inverters.owners();
  for (std::size_t n = 0; n < owners.size(); ++n) {
    flow.inverters.limits_kvar()[n] = devices::reactive_limit_kvar(
        generation_kwh[owners[n]] / hours, community_.inverter_kva(owners[n]));
  }
  if (!flow.inverters.solve(*flow.solver, powers_).converged) return 0;
  return flow.solver->losses_kw() * hours;
}

}  // namespace peerwatt::agents
