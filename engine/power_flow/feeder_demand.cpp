#include "engine/power_flow/feeder_demand.hpp"

namespace peerwatt::power_flow {

FeederDemand::FeederDemand(const network::FeederDescription& feeder,
                           const network::DistributionNetwork& network, Phasing phasing,
                           const std::vector<bool>& left_out)
    : active_kw(network.bus_count() * values_each(phasing)), reactive_kvar(active_kw.size()) {
  for (std::size_t i = 0; i < feeder.loads.size(); ++i) {
    if (!left_out.empty() && left_out[i]) continue;
    const network::FeederLoad& load = feeder.loads[i];
    const std::size_t bus = network.find_bus(load.bus)->index();
    draw(bus, load.phase, load.power_kw, phasing, active_kw);
    draw(bus, load.phase, load.reactive_kvar, phasing, reactive_kvar);
  }
}

}  // namespace peerwatt::power_flow
