#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {
namespace {

using enum csv::Range;

SheetSpec feeder_sheet() {
  return {
      "feeder.csv",
      {text("root", "bus of the CPS and of the grid upstream"),
       number("base_kv", "kV", "nominal voltage, line to line, that impedances are referred to",
              kPositive),
       text("name", "name of the feeder").or_else("the folder's name"),
       number("source_voltage_pu", "p.u.", "voltage held at the root", kPositive).or_else("1"),
       number("source_angle_degree", "degree", "angle of the voltage at the root").or_else("0")},
      FilePresence::kRequired,
      SheetLayout::kKeyValue,
      OtherColumns::kRefused};
}

SheetSpec bus_sheet() {
  return {
      "buses.csv",
      {text("bus", "name of the bus"), text("zone", "neighbourhood of the bus").or_else("none"),
       number("shunt_kw", "kW", "active power that a shunt draws at nominal voltage").or_else("0"),
       number("shunt_kvar", "kvar", "reactive power that a shunt feeds in at nominal voltage")
           .or_else("0"),
       number("held_voltage_pu", "p.u.",
              "voltage that a generator holds, with what reactive power that takes", kPositive)
           .or_else("none is held")},
      FilePresence::kRequired,
      SheetLayout::kTable,
      OtherColumns::kRefused};
}

SheetSpec line_sheet() {
  return {
      "lines.csv",
      {text("from", "bus at one end"), text("to", "bus at the other end"),
       number("resistance_ohm", "ohm", "series resistance of one phase, referred to `base_kv`",
              kNonNegative),
       number("reactance_ohm", "ohm", "series reactance of one phase, referred to `base_kv`",
              kNonNegative),
       text("line", "name of the line").or_else("`from-to`"),
       number("length_km", "km", "length; needed where distances count", kNonNegative)
           .or_else("not known"),
       number("rating_kva", "kVA", "limit of the three phases together; 0: none", kNonNegative)
           .or_else("0"),
       text("kind", "`line`, `transformer` or `switch` (a closed one)").or_else("line"),
       number("tap_ratio", "", "voltage at `from` over voltage at `to` without load, per unit",
              kPositive)
           .or_else("1"),
       number("charging_kvar", "kvar",
              "reactive power that the whole line's charging feeds in at nominal voltage, half "
              "at each end; negative: what magnetization takes")
           .or_else("0"),
       number("iron_loss_kw", "kW",
              "active power that is lost at nominal voltage, half at each end", kNonNegative)
           .or_else("0"),
       number("phase_shift_degree", "degree",
              "angle by which the voltage at `to` lags that at `from` without load")
           .or_else("0"),
       number("zero_sequence_resistance_ohm", "ohm",
              "resistance to what flows alike in all phases and back in the neutral", kNonNegative)
           .or_else("not known of a line, `resistance_ohm` of transformers and switches"),
       number("zero_sequence_reactance_ohm", "ohm", "reactance to the same", kNonNegative)
           .or_else("likewise"),
       text("connection",
            "of a transformer: `wye_wye` or `delta_wye`, with grounded stars, or `no_neutral` "
            "behind it")
           .or_else("`delta_wye` where the shift is an odd multiple of 30 degrees, else "
                    "`wye_wye`")},
      FilePresence::kRequired,
      SheetLayout::kTable,
      OtherColumns::kRefused};
}

SheetSpec load_sheet() {
  return {"loads.csv",
          {text("bus", "bus of the load"),
           number("power_kw", "kW", "active power; negative where it generates"),
           number("reactive_kvar", "kvar", "reactive power, positive where it is inductive")
               .or_else("0"),
           text("phase", "`a`, `b` or `c`: the phase that it is connected to").or_else("all three"),
           text("load", "name of the load; nothing asks for it").or_else("none")},
          FilePresence::kOptional,
          SheetLayout::kTable,
          OtherColumns::kRefused};
}

}  // namespace

const FormSpec& project_columns() {
  static const FormSpec kForm{"project", {feeder_sheet(), bus_sheet(), line_sheet(), load_sheet()}};
  return kForm;
}

}  // namespace peerwatt::network
