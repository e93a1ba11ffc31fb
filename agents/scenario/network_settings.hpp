#pragma once

#include <cstdint>
#include <string>

#include "engine/network/feeder.hpp"
#include "engine/parameters/visitor.hpp"
#include "engine/power_flow/phase_columns.hpp"

namespace peerwatt::scenario {

// How long a message takes through the distribution network, in seconds.
struct LatencySettings {
  double fixed_s = 0.05;
  double per_hop_s = 0;
  double per_km_s = 0;

  friend bool operator==(const LatencySettings&, const LatencySettings&) = default;
};

// What becomes of the loads in the feeder's files whose customers are not prosumers.
enum class BaseLoad : std::uint8_t { kNone, kAsGiven, kProfile };

// The course of base loads over time.
struct BaseLoadShape {
  std::string profile;  // empty: that of the other customers
  std::string column;

  friend bool operator==(const BaseLoadShape&, const BaseLoadShape&) = default;
};

enum class PowerFlow : std::uint8_t { kNone, kBalanced, kThreePhase };

// What voltages and loadings must keep to; what does not is counted.
struct NetworkLimits {
  double voltage_min_pu = 0.9;  // EN 50160: 10 % of the nominal voltage, either way
  double voltage_max_pu = 1.1;
  double loading_percent = 100;  // of the ratings

  friend bool operator==(const NetworkLimits&, const NetworkLimits&) = default;
};

struct NetworkSettings {
  network::FeederDescription feeder;
  PowerFlow power_flow = PowerFlow::kNone;
  NetworkLimits limits;
  BaseLoad base_load = BaseLoad::kNone;
  BaseLoadShape base_load_shape;
  LatencySettings latency;
  double loss_probability = 0;  // of market messages; settlement is repeated

  bool has_power_flow() const { return power_flow != PowerFlow::kNone; }
  power_flow::Phasing phasing() const {
    return power_flow == PowerFlow::kThreePhase ? power_flow::Phasing::kByPhase
                                                : power_flow::Phasing::kBalanced;
  }

  friend bool operator==(const NetworkSettings&, const NetworkSettings&) = default;
};

void describe(LatencySettings& latency, parameters::Visitor& visitor);
void describe(NetworkLimits& limits, parameters::Visitor& visitor);
void describe(BaseLoadShape& shape, parameters::Visitor& visitor);
void describe(NetworkSettings& network, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
