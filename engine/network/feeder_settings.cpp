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
constexpr std::array kConnections{
    Choice{"by_shift",
           "A delta at `from` and a grounded star at `to` where the shift is an odd multiple of 30 "
           "degrees, else two grounded stars."},
    Choice{"wye_wye", "Two grounded stars: what flows in the neutral passes."},
    Choice{"delta_wye",
           "A delta at `from` and a grounded star at `to`: what flows in the neutral does not "
           "pass."},
    Choice{"no_neutral", "The neutral behind it is not grounded, or there is none."},
};
constexpr std::array kPhases{
    Choice{"all", "All three, alike."},
    Choice{"a", "The first phase."},
    Choice{"b", "The second phase."},
    Choice{"c", "The third phase."},
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
  visitor.number({"shunt_kw", "Active power that a shunt draws at nominal voltage."}, bus.shunt_kw,
                 kShuntKva);
  visitor.number({"shunt_kvar", "Reactive power that a shunt feeds in at nominal voltage."},
                 bus.shunt_kvar, kShuntKva);
  visitor.optional_number({"held_voltage_pu",
                           "Voltage that a generator at the bus holds, with what reactive power "
                           "that takes."},
                          bus.held_voltage_pu, kRatio);
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
  visitor.number({"charging_kvar",
                  "Reactive power that the whole line's charging feeds in at nominal voltage, half "
                  "at each end; negative: what a transformer's magnetization takes."},
                 line.charging_kvar, kShuntKva);
  visitor.number({"iron_loss_kw", "Active power lost at nominal voltage, half at each end."},
                 line.iron_loss_kw, kRatingKva);
  visitor.number({"phase_shift_degree",
                  "Angle by which the voltage at `to` lags that at `from` without load."},
                 line.phase_shift_degree, kAngleDegree);
  visitor.optional_number({"zero_sequence_resistance_ohm",
                           "Resistance to what flows alike in all phases and back in the neutral, "
                           "for power flow by phase; by default not known of a line, that above of "
                           "transformers and switches."},
                          line.zero_sequence_resistance_ohm, kImpedanceOhm);
  visitor.optional_number({"zero_sequence_reactance_ohm", "Reactance to the same."},
                          line.zero_sequence_reactance_ohm, kImpedanceOhm);
  visitor.choice({"connection", "Windings of a transformer, for power flow by phase."},
                 line.connection, kConnections);
}

void describe(network::FeederLoad& load, parameters::Visitor& visitor) {
  visitor.text({"bus", "Bus of the load.", Presence::kRequired}, load.bus);
  visitor.number({"power_kw", "Active power; negative where it generates.", Presence::kRequired},
                 load.power_kw, kShuntKva);
  visitor.number({"reactive_kvar", "Reactive power, positive where it is inductive."},
                 load.reactive_kvar, kShuntKva);
  visitor.choice({"phase", "Phase that it is connected to."}, load.phase, kPhases);
}

void describe(network::FeederDescription& feeder, parameters::Visitor& visitor) {
  visitor.text({"name", "Name of the feeder."}, feeder.name);
  visitor.text({"root", "Bus of the CPS and of the grid upstream.", Presence::kRequired},
               feeder.root);
  visitor.number({"base_kv", "Nominal voltage, line to line."}, feeder.base_kv, kVoltageKv);
  visitor.number({"source_voltage_pu", "Voltage held at the root, per unit."},
                 feeder.source_voltage_pu, kRatio);
  visitor.number({"source_angle_degree", "Angle of the voltage at the root."},
                 feeder.source_angle_degree, kAngleDegree);
  visit_sections(visitor, {"buses", "Buses.", Presence::kRequired}, feeder.buses);
  visit_sections(visitor, {"lines", "Lines, transformers and closed switches."}, feeder.lines);
  visit_sections(visitor, {"loads", "Loads of the feeder itself, beside the prosumers."},
                 feeder.loads);
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
