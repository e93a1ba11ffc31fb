#include "agents/environment/network_latency.hpp"

#include "engine/network/line_lengths.hpp"

namespace peerwatt::agents {

NetworkLatency::NetworkLatency(const scenario::LatencySettings& settings,
                               const network::DistributionNetwork& network,
                               IdVector<AgentId, BusId> bus_of_agent)
    : network_{network},
      bus_of_agent_{std::move(bus_of_agent)},
      fixed_{Duration::from_seconds(settings.fixed_s)},
      per_hop_s_{settings.per_hop_s},
      per_km_s_{settings.per_km_s} {
  if (per_km_s_ > 0) {
    require_lengths(network_,
                    "network.latency.per_km_s: needs the length of every line (0 does without)");
  }
}

std::optional<Duration> NetworkLatency::uniform_latency() const {
  if (per_hop_s_ != 0 || per_km_s_ != 0) return {};
  return fixed_;
}

Duration NetworkLatency::latency(AgentId from, AgentId to) const {
  if (const std::optional<Duration> same = uniform_latency()) return *same;
  const BusId here = bus_of_agent_[from];
  const BusId there = bus_of_agent_[to];
  double seconds = per_hop_s_ * network_.path_hops(here, there);
  if (per_km_s_ > 0) seconds += per_km_s_ * network_.path_km(here, there);
  return fixed_ + Duration::from_seconds(seconds);
}

}  // namespace peerwatt::agents
