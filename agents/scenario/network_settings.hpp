#pragma once

#include <cstdint>

#include "engine/network/feeder.hpp"
#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

// How long a message takes through the distribution network, in seconds.
struct LatencySettings {
  double fixed_s = 0.05;
  double per_hop_s = 0;
  double per_km_s = 0;

  friend bool operator==(const LatencySettings&, const LatencySettings&) = default;
};

struct NetworkSettings {
  network::FeederDescription feeder;
  LatencySettings latency;
  double loss_probability = 0;  // of market messages; settlement is repeated

  friend bool operator==(const NetworkSettings&, const NetworkSettings&) = default;
};

void describe(LatencySettings& latency, parameters::Visitor& visitor);
void describe(NetworkSettings& network, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
