#include "engine/network/feeder.hpp"

#include <tuple>

namespace peerwatt::network {

bool operator==(const FeederBus& a, const FeederBus& b) {
  return std::tie(a.name, a.zone) == std::tie(b.name, b.zone);
}

bool operator==(const FeederLine& a, const FeederLine& b) {
  const auto content = [](const FeederLine& line) {
    return std::tie(line.name, line.from, line.to, line.length_km, line.resistance_ohm,
                    line.reactance_ohm, line.rating_kva, line.tap_ratio, line.kind);
  };
  return content(a) == content(b);
}

bool operator==(const FeederDescription& a, const FeederDescription& b) {
  const auto content = [](const FeederDescription& feeder) {
    return std::tie(feeder.name, feeder.root, feeder.base_kv, feeder.source_voltage_pu,
                    feeder.buses, feeder.lines);
  };
  return content(a) == content(b);
}

}  // namespace peerwatt::network
