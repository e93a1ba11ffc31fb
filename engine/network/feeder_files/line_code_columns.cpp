#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {
namespace {

using enum csv::Range;

constexpr ColumnSpec kEnabled = flag("enabled", "whether it is there").or_else("true");

SheetSpec line_sheet() {
  return {"lines.csv",
          {text("line", "name of the line"), text("from_bus", "bus at one end"),
           text("to_bus", "bus at the other end"), text("line_code", "its entry in line_codes.csv"),
           number("length_m", "m", "length", kNonNegative),
           text("units", "unit of the length, which must be `m`").or_else("m"), kEnabled,
           unused("phases", "number of phases"), unused("normamps", "rated current"),
           unused("emergamps", "emergency current"), unused("switch", "whether it is a switch")}};
}

SheetSpec code_sheet() {
  return {"line_codes.csv",
          {text("line_code", "name of the code"),
           number("r1_ohm_per_km", "ohm/km", "positive-sequence resistance", kNonNegative),
           number("x1_ohm_per_km", "ohm/km", "positive-sequence reactance", kNonNegative),
           text("units", "unit of length of the impedances, which must be `km`").or_else("km"),
           number("r0_ohm_per_km", "ohm/km", "zero-sequence resistance", kNonNegative)
               .or_else("not known"),
           number("x0_ohm_per_km", "ohm/km", "zero-sequence reactance", kNonNegative)
               .or_else("not known"),
           unused("c1_nf_per_km", "positive-sequence capacitance"),
           unused("c0_nf_per_km", "zero-sequence capacitance"), unused("normamps", "rated current"),
           unused("emergamps", "emergency current"), unused("nphases", "number of phases")}};
}

SheetSpec transformer_sheet() {
  return {
      "transformer.csv",
      {text("name", "name of the transformer"), text("hv_bus", "bus on the high-voltage side"),
       text("lv_bus", "bus on the low-voltage side"),
       number("lv_kv", "kV", "rated voltage, low side; one for all, and the base of the feeder",
              kPositive),
       number("s_kva", "kVA", "rated power", kPositive),
       number("x_percent", "%", "short-circuit reactance", kNonNegative),
       number("r_percent", "%", "short-circuit resistance", kNonNegative),
       number("hv_kv", "kV", "rated voltage, high side", kPositive).or_else("the source's"),
       kEnabled,
       text("connection",
            "`Delta-Wye`, `Wye-Wye` and so on; with a delta on one side the low side lags by 30 "
            "degrees")
           .or_else("no shift"),
       unused("phases", "number of phases")}};
}

SheetSpec source_sheet() {
  return {"source.csv",
          {text("bus", "bus where the grid upstream is"),
           number("vm_pu", "p.u.", "voltage that it holds", kPositive),
           number("kv", "kV", "nominal voltage", kPositive).or_else("the transformers'")}};
}

SheetSpec load_sheet() {
  return {
      "loads.csv",
      {text("bus", "bus of the load"), number("p_kw", "kW", "active load"), kEnabled,
       number("power_factor_lagging", "", "power factor; the reactive load is inductive", kPositive)
           .or_else("1"),
       text("phase", "`1`, `2` or `3`: the phase that it is connected to").or_else("all three"),
       unused("load", "name of the load"),
       unused("nominal_kv_ln", "nominal voltage, line to neutral"),
       unused("profile", "name of its series")},
      FilePresence::kOptional};
}

}  // namespace

const FormSpec& line_code_columns() {
  static const FormSpec kForm{
      "line codes",
      {line_sheet(), code_sheet(), transformer_sheet(), source_sheet(), load_sheet()}};
  return kForm;
}

}  // namespace peerwatt::network
