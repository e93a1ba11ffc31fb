#include "engine/power_flow/feeder_demand.hpp"

namespace peerwatt::power_flow {

FeederDemand::FeederDemand(const network::FeederDescription& feeder,
                           const network::DistributionNetwork& network)
    : active_kw(network.bus_count()), reactive_kvar(network.bus_count()) {
  for (const network::FeederLoad& load : feeder.loads) {
    const std::size_t bus = network.find_bus(load.bus)->index();
    active_kw[bus] += load.power_kw;
    reactive_kvar[bus] += load.reactive_kvar;
  }
}

}  // namespace peerwatt::power_flow
