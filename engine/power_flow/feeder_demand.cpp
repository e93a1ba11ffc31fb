#include "engine/power_flow/feeder_demand.hpp"

namespace peerwatt::power_flow {

FeederDemand::FeederDemand(const network::FeederDescription& feeder,
                           const network::DistributionNetwork& network,
                           const std::vector<bool>& left_out)
    : active_kw(network.bus_count()), reactive_kvar(network.bus_count()) {
  for (std::size_t i = 0; i < feeder.loads.size(); ++i) {
    if (!left_out.empty() && left_out[i]) continue;
    const network::FeederLoad& load = feeder.loads[i];
    const std::size_t bus = network.find_bus(load.bus)->index();
    active_kw[bus] += load.power_kw;
    reactive_kvar[bus] += load.reactive_kvar;
  }
}

}  // namespace peerwatt::power_flow
