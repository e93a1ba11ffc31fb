#include "engine/network/feeder_settings.hpp"

#include <array>

#include "engine/network/limits.hpp"
#include "engine/parameters/visitor.hpp"

namespace peerwatt::network {
namespace {

using parameters::Choice;
using parameters::Field;
using parameters::Presence;
using parameters::Range;

constexpr std::array kLineKinds{
    Choice{"line", "Overhead line or cable."},
    Choice{"transformer", "Transformer."},
    Choice{"switch", "Closed switch."},
};
constexpr std::array kZoneRules{
    Choice{"single", "All buses are one neighbourhood."},
    Choice{"transformer", "The buses behind a transformer are a neighbourhood."},
};

// The struct counts in int.
void describe_count(const Field& field, int& count, parameters::Visitor& visitor) {
  std::int64_t value = count;
  visitor.integer(field, value, Range::between(1, 1e6));
  count = static_cast<int>(value);
}

}  // namespace

void describe(network::FeederBus& bus, parameters::Visitor& visitor) {
  visitor.text({"name", "Name of the bus.", Presence::kRequired}, bus.name);
  visitor.text({"zone", "Neighbourhood of the bus; none at a substation's busbar."}, bus.zone);
}

void describe(network::FeederLine& line, parameters::Visitor& visitor) {
  visitor.text({"name", "Name of the line; `from-to` by default."}, line.name);
  visitor.text({"from", "Bus at one end.", Presence::kRequired}, line.from);
  visitor.text({"to", "Bus at the other end.", Presence::kRequired}, line.to);
  visitor.optional_number({"length_km", "Length; needed where distances count."}, line.length_km,
                          kLengthKm);
  visitor.number({"resistance_ohm", "Series resistance of one phase, referred to base_kv.",
                  Presence::kRequired},
                 line.resistance_ohm, kImpedanceOhm);
  visitor.number(
      {"reactance_ohm", "Series reactance of one phase, referred to base_kv.", Presence::kRequired},
      line.reactance_ohm, kImpedanceOhm);
  visitor.number({"rating_kva", "Limit of the three phases together; 0 = none."}, line.rating_kva,
                 kRatingKva);
  visitor.number({"tap_ratio", "Voltage at `from` over voltage at `to` without load, per unit."},
                 line.tap_ratio, kRatio);
  visitor.choice({"kind", "What connects the buses."}, line.kind, kLineKinds);
}

void describe(network::FeederDescription& feeder, parameters::Visitor& visitor) {
  visitor.text({"name", "Name of the feeder."}, feeder.name);
  visitor.text({"root", "Bus of the CPS and of the grid upstream.", Presence::kRequired},
               feeder.root);
  visitor.number({"base_kv", "Nominal voltage, line to line."}, feeder.base_kv, kVoltageKv);
  visitor.number({"source_voltage_pu", "Voltage held at the root, per unit."},
                 feeder.source_voltage_pu, kRatio);
  visit_sections(visitor, {"buses", "Buses.", Presence::kRequired}, feeder.buses);
  visit_sections(visitor, {"lines", "Lines, transformers and closed switches."}, feeder.lines);
}

void describe(network::SyntheticFeeder& synthetic, parameters::Visitor& visitor) {
  describe_count({"zones", "Number of neighbourhoods, each a street behind a transformer."},
                 synthetic.zones, visitor);
  describe_count({"buses_per_zone", "Buses of a street, its transformer's included."},
                 synthetic.buses_per_zone, visitor);
  visitor.number({"spacing_km", "Distance between neighbouring buses."}, synthetic.spacing_km,
                 kLengthKm);
  visitor.number({"resistance_ohm_per_km", "Resistance of the street's cable."},
                 synthetic.resistance_ohm_per_km, kImpedanceOhm);
  visitor.number({"reactance_ohm_per_km", "Reactance of the street's cable."},
                 synthetic.reactance_ohm_per_km, kImpedanceOhm);
  visitor.number({"rating_kva", "Limit of transformers and cables; 0 = none."},
                 synthetic.rating_kva, kRatingKva);
}

void describe(FeederFolder& folder, parameters::Visitor& visitor) {
  visitor.path({"folder", "Folder of CSV files that describe the feeder.", Presence::kRequired},
               folder.folder);
  visitor.choice({"zones", "What a neighbourhood is where the files name none."}, folder.zones,
                 kZoneRules);
}

void describe(SyntheticFeederChoice& choice, parameters::Visitor& visitor) {
  visit_section(
      visitor, {"synthetic", "A made-up substation with low-voltage streets.", Presence::kRequired},
      choice.synthetic);
}

}  // namespace peerwatt::network
