#pragma once

#include <optional>

#include "engine/core/id_vector.hpp"
#include "engine/core/simulated_time.hpp"

#include "engine/kernel/transport.hpp"
#include "engine/network/distribution_network.hpp"

#include "agents/scenario/network_settings.hpp"

namespace peerwatt::agents {

// How long messages travel along the path between two agents: a fixed time, plus one for each line
// and one for each kilometre.
class NetworkLatency final : public kernel::LatencyModel {
 public:
  // `bus_of_agent`: where each agent sits. Throws InputError when kilometres count and a line's
  // length is not known. The network must outlive the model.
  NetworkLatency(const scenario::LatencySettings& settings,
                 const network::DistributionNetwork& network,
                 IdVector<AgentId, BusId> bus_of_agent);

  Duration latency(AgentId from, AgentId to) const override;
  std::optional<Duration> uniform_latency() const override;

 private:
  const network::DistributionNetwork& network_;
  IdVector<AgentId, BusId> bus_of_agent_;
  Duration fixed_;
  double per_hop_s_;
  double per_km_s_;
};

}  // namespace peerwatt::agents
