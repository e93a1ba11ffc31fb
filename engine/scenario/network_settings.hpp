#pragma once

#include <cstdint>

#include "engine/network/feeder.hpp"

namespace peerwatt::scenario {

class ParameterVisitor;

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
  double loss_probability = 0;  // of market messages; settlement messages are repeated until heard

  friend bool operator==(const NetworkSettings&, const NetworkSettings&) = default;
};

void describe(LatencySettings& latency, ParameterVisitor& visitor);
void describe(NetworkSettings& network, ParameterVisitor& visitor);

}  // namespace peerwatt::scenario
