#pragma once

#include <string>

#include "engine/network/feeder.hpp"

namespace peerwatt::test {

// A transformer, a street of two cables with three homes, one of which feeds in, and a switch to a
// bus without load.
inline network::FeederDescription street() {
  network::FeederDescription feeder;
  feeder.name = "street";
  feeder.root = "station";
  feeder.base_kv = 0.4;
  for (const char* name : {"station", "head", "middle", "end", "spare"}) {
    network::FeederBus bus;
    bus.name = name;
    bus.zone = feeder.buses.empty() ? "" : "street";
    feeder.buses.push_back(bus);
  }
  const auto connect = [&](const char* from, const char* to, network::LineKind kind, double ohm) {
    network::FeederLine line;
    line.name = std::string{from} + '-' + to;
    line.from = from;
    line.to = to;
    line.kind = kind;
    line.length_km = kind == network::LineKind::kLine ? 0.1 : 0;
    line.resistance_ohm = ohm;
    line.reactance_ohm = ohm / 4;
    line.rating_kva = 100;
    feeder.lines.push_back(line);
  };
  connect("station", "head", network::LineKind::kTransformer, 0.01);
  connect("head", "middle", network::LineKind::kLine, 0.05);
  connect("middle", "end", network::LineKind::kLine, 0.05);
  connect("end", "spare", network::LineKind::kSwitch, 0);
  feeder.loads = {{"middle", 10, 2, {}}, {"end", 20, 4, {}}, {"end", -5, 0, {}}};
  return feeder;
}

}  // namespace peerwatt::test
