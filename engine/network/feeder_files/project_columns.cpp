#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {
namespace {

using enum csv::Range;

SheetSpec feeder_sheet() {
  return {"feeder.csv",
          {text("root", "bus of the CPS and of the grid upstream"),
           number("base_kv", "kV", "nominal voltage, line to line, that impedances are referred to",
                  kPositive),
           text("name", "name of the feeder").or_else("the folder's name"),
           number("source_voltage_pu", "p.u.", "voltage held at the root", kPositive).or_else("1")},
          FilePresence::kRequired,
          SheetLayout::kKeyValue,
          OtherColumns::kRefused};
}

SheetSpec bus_sheet() {
  return {
      "buses.csv",
      {text("bus", "name of the bus"), text("zone", "neighbourhood of the bus").or_else("none")},
      FilePresence::kRequired,
      SheetLayout::kTable,
      OtherColumns::kRefused};
}

SheetSpec line_sheet() {
  return {"lines.csv",
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
               .or_else("1")},
          FilePresence::kRequired,
          SheetLayout::kTable,
          OtherColumns::kRefused};
}

}  // namespace

const FormSpec& project_columns() {
  static const FormSpec kForm{"project", {feeder_sheet(), bus_sheet(), line_sheet()}};
  return kForm;
}

}  // namespace peerwatt::network
