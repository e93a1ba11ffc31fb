#include "engine/network/feeder.hpp"

#include <tuple>

namespace peerwatt::network {

bool operator==(const FeederBus& a, const FeederBus& b) {
  const auto content = [](const FeederBus& bus) {
    return std::tie(bus.name, bus.zone, bus.shunt_kw, bus.shunt_kvar, bus.held_voltage_pu);
  };
  return content(a) == content(b);
}

bool operator==(const FeederLine& a, const FeederLine& b) {
  const auto content = [](const FeederLine& line) {
    return std::tie(line.name, line.from, line.to, line.length_km, line.resistance_ohm,
                    line.reactance_ohm, line.rating_kva, line.tap_ratio, line.kind,
                    line.charging_kvar, line.iron_loss_kw, line.phase_shift_degree,
                    line.zero_sequence_resistance_ohm, line.zero_sequence_reactance_ohm,
                    line.connection);
  };
  return content(a) == content(b);
}

bool operator==(const FeederLoad& a, const FeederLoad& b) {
  return std::tie(a.bus, a.power_kw, a.reactive_kvar, a.phase) ==
         std::tie(b.bus, b.power_kw, b.reactive_kvar, b.phase);
}

bool operator==(const FeederDescription& a, const FeederDescription& b) {
  const auto content = [](const FeederDescription& feeder) {
    return std::tie(feeder.name, feeder.root, feeder.base_kv, feeder.source_voltage_pu,
                    feeder.source_angle_degree, feeder.buses, feeder.lines, feeder.loads);
  };
  return content(a) == content(b);
}

}  // namespace peerwatt::network
