#include "agents/observers/baseline_losses.hpp"

namespace peerwatt::agents {

BaselineLosses::BaselineLosses(const Community& community,
                               const network::DistributionNetwork& network,
                               const BaseLoads& base_loads, power_flow::Phasing phasing,
                               const power_flow::TaskRunner& run_tasks)
    : community_{community},
      powers_{base_loads, network.bus_count(), phasing},
      ordinary_{power_flow::make_network_solver(network, phasing, run_tasks)},
      no_trade_{power_flow::make_network_solver(network, phasing, run_tasks)} {}

LossesAlone BaselineLosses::solve(const devices::Slot& slot, const Baselines& baselines,
                                  const Community::Column<double>& generation_kwh) {
  return {.ordinary_kwh = solve(slot, baselines.ordinary(), generation_kwh, *ordinary_),
          .no_trade_kwh = solve(slot, baselines.no_trade(), generation_kwh, *no_trade_)};
}

double BaselineLosses::solve(const devices::Slot& slot, const HouseholdsAlone& households,
                             const Community::Column<double>& generation_kwh,
                             power_flow::NetworkSolver& solver) {
  powers_.open(slot);
  for (const ProsumerId i : community_.prosumers()) {
    powers_.add(community_.buses[i], community_.phases[i],
                {.active_kwh = households.drawn_kwh()[i],
                 .reactive_kvarh =
                     community_.reactive_kvarh(i, households.served_kwh()[i], generation_kwh[i])});
  }
  if (!solver.solve(powers_.powers()).converged) return 0;
  return solver.losses_kw() * slot.length.hours();
}

}  // namespace peerwatt::agents
