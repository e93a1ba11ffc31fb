#include "engine/network/synthetic_feeder.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace peerwatt::network {
namespace {

constexpr double kDefaultTransformerKva = 400;
constexpr double kShortCircuitVoltage = 0.04;
constexpr double kShortCircuitResistance = 0.01;

void check(const SyntheticFeeder& parameters) {
  Diagnostics diagnostics;
  for (const auto& [name, count] : {std::pair{"zones", parameters.zones},
                                    std::pair{"buses_per_zone", parameters.buses_per_zone}}) {
    if (count < 1) {
      diagnostics.add({},
                      fmt::format("synthetic feeder: {} must be 1 or more (got {})", name, count));
    }
  }
  for (const auto& [name, value] :
       {std::pair{"spacing_km", parameters.spacing_km},
        std::pair{"resistance_ohm_per_km", parameters.resistance_ohm_per_km},
        std::pair{"reactance_ohm_per_km", parameters.reactance_ohm_per_km},
        std::pair{"rating_kva", parameters.rating_kva}}) {
    if (!std::isfinite(value) || value < 0) {
      diagnostics.add({}, fmt::format("synthetic feeder: {} must be finite and 0 or more (got {})",
                                      name, value));
    }
  }
  diagnostics.throw_if_any();
}

FeederLine transformer_to(const std::string& bus, const FeederDescription& feeder,
                          const SyntheticFeeder& parameters) {
  const double rating_kva =
      parameters.rating_kva > 0 ? parameters.rating_kva : kDefaultTransformerKva;
  const double base_ohm = feeder.base_kv * feeder.base_kv * 1000 / rating_kva;
  FeederLine line;
  line.name = bus;
  line.from = feeder.root;
  line.to = bus;
  line.length_km = 0;
  line.resistance_ohm = kShortCircuitResistance * base_ohm;
  line.reactance_ohm = std::sqrt(kShortCircuitVoltage * kShortCircuitVoltage -
                                 kShortCircuitResistance * kShortCircuitResistance) *
                       base_ohm;
  line.rating_kva = parameters.rating_kva;
  line.kind = LineKind::kTransformer;
  return line;
}

FeederLine street_line(const std::string& from, const std::string& to,
                       const SyntheticFeeder& parameters) {
  FeederLine line;
  line.name = to;
  line.from = from;
  line.to = to;
  line.length_km = parameters.spacing_km;
  line.resistance_ohm = parameters.resistance_ohm_per_km * parameters.spacing_km;
  line.reactance_ohm = parameters.reactance_ohm_per_km * parameters.spacing_km;
  // Of a cable with four equal conductors: what returns in the fourth meets it once for each phase.
  line.zero_sequence_resistance_ohm = 4 * line.resistance_ohm;
  line.zero_sequence_reactance_ohm = 4 * line.reactance_ohm;
  line.rating_kva = parameters.rating_kva;
  return line;
}

}  // namespace

FeederDescription synthetic_feeder(const SyntheticFeeder& parameters) {
  check(parameters);
  FeederDescription feeder;
  feeder.name = "synthetic";
  feeder.root = "substation";
  const auto buses = static_cast<std::size_t>(parameters.zones) *
                     static_cast<std::size_t>(parameters.buses_per_zone);
  feeder.buses.reserve(buses + 1);
  feeder.lines.reserve(buses);
  feeder.buses.push_back({feeder.root, "", {}});
  for (int zone = 0; zone < parameters.zones; ++zone) {
    const std::string zone_name = fmt::format("z{:03}", zone);
    for (int bus = 0; bus < parameters.buses_per_zone; ++bus) {
      const std::string previous = feeder.buses.back().name;
      feeder.buses.push_back({fmt::format("{}_b{:03}", zone_name, bus), zone_name, {}});
      const std::string& name = feeder.buses.back().name;
      feeder.lines.push_back(bus == 0 ? transformer_to(name, feeder, parameters)
                                      : street_line(previous, name, parameters));
    }
  }
  return feeder;
}

}  // namespace peerwatt::network
