#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {
namespace {

using enum csv::Range;

constexpr ColumnSpec kInService = flag("in_service", "whether it is in service");
constexpr ColumnSpec kName = text("name", "its name").or_else("its index, added");

SheetSpec bus_sheet() {
  return {"bus.csv",
          {index("index", "number of the bus, which other files use"), kName,
           number("vn_kv", "kV", "nominal voltage, line to line", kPositive), kInService,
           unused("type", "busbar, node or muff"),
           unused("zone", "text that pandapower does not use; no neighbourhood"),
           unused("max_vm_pu", "upper limit of the voltage"),
           unused("min_vm_pu", "lower limit of the voltage"), unused("geo", "place")}};
}

std::vector<ColumnSpec> unused_of_lines() {
  return {unused("c0_nf_per_km", "zero-sequence capacitance"),
          unused("g0_us_per_km", "zero-sequence conductance"),
          unused("max_loading_percent", "limit of the optimal power flow"),
          unused("endtemp_degree", "temperature of short-circuit studies"),
          unused("alpha", "temperature coefficient"),
          unused("temperature_degree_celsius", "temperature"),
          unused("std_type", "name of the standard type"),
          unused("type", "overhead line or cable"),
          unused("geo", "place")};
}

SheetSpec line_sheet() {
  SheetSpec sheet{
      "line.csv",
      {index("index", "number of the line"), kName, index("from_bus", "bus at one end"),
       index("to_bus", "bus at the other end"), number("length_km", "km", "length", kNonNegative),
       number("r_ohm_per_km", "ohm/km", "series resistance of one phase of one system",
              kNonNegative),
       number("x_ohm_per_km", "ohm/km", "series reactance of one phase of one system",
              kNonNegative),
       number("max_i_ka", "kA", "greatest current of one system; 0: no limit", kNonNegative)
           .empty_for("0"),
       kInService, number("parallel", "", "number of parallel systems", kPositive).or_else("1"),
       number("c_nf_per_km", "nF/km", "capacitance of one system, at 50 Hz", kNonNegative)
           .or_else("0"),
       number("g_us_per_km", "µS/km", "dielectric conductance of one system", kNonNegative)
           .or_else("0"),
       number("r0_ohm_per_km", "ohm/km", "zero-sequence resistance of one system", kNonNegative)
           .or_else("not known"),
       number("x0_ohm_per_km", "ohm/km", "zero-sequence reactance of one system", kNonNegative)
           .or_else("not known"),
       number("df", "", "derating factor of `max_i_ka`", kPositive).or_else("1")}};
  for (const ColumnSpec& column : unused_of_lines()) sheet.columns.push_back(column);
  return sheet;
}

std::vector<ColumnSpec> name_plate() {
  return {index("index", "number of the transformer"),
          kName,
          index("hv_bus", "bus on the high-voltage side"),
          index("lv_bus", "bus on the low-voltage side"),
          number("sn_mva", "MVA", "rated power of one of the parallel transformers", kPositive),
          number("vn_hv_kv", "kV", "rated voltage, high side", kPositive),
          number("vn_lv_kv", "kV", "rated voltage, low side", kPositive),
          number("vk_percent", "%", "short-circuit voltage", kNonNegative),
          number("vkr_percent", "%", "its real part", kNonNegative),
          kInService,
          number("pfe_kw", "kW", "iron losses", kNonNegative).or_else("0"),
          number("i0_percent", "%", "no-load current", kNonNegative).or_else("0"),
          number("shift_degree", "degree", "vector-group shift, by which the low side lags")
              .or_else("0"),
          number("vk0_percent", "%", "zero-sequence short-circuit voltage", kNonNegative)
              .or_else("`vk_percent`"),
          number("vkr0_percent", "%", "its real part", kNonNegative).or_else("`vkr_percent`"),
          text("vector_group",
               "`Dyn`, `Yzn`, `Dzn`: the neutral's current does not pass; `YNyn`: it does; others: "
               "the low side has no neutral")
              .or_else("`Dyn` where the shift is an odd multiple of 30 degrees, else `YNyn`"),
          number("parallel", "", "number of parallel transformers", kPositive).or_else("1"),
          number("df", "", "derating factor of `sn_mva`", kPositive).or_else("1")};
}

constexpr std::string_view kNoTap = "no tap acts";

std::vector<ColumnSpec> tap_changer() {
  return {text("tap_side", "`hv` or `lv`: the side that is tapped").or_else(kNoTap),
          number("tap_pos", "", "position").or_else(kNoTap),
          number("tap_neutral", "", "position of the rated ratio").or_else(kNoTap),
          number("tap_step_percent", "%", "voltage of a step").or_else(kNoTap),
          number("tap_step_degree", "degree", "angle of the voltage of a step").or_else("0"),
          text("tap_changer_type",
               "`Ratio` or `Symmetrical`: as the steps say; `Ideal`: a phase shifter, which leaves "
               "the ratio; `Tabular` is refused; empty where the column is there: no tap acts")
              .or_else("by `tap_phase_shifter`"),
          flag("tap_phase_shifter", "whether it is an ideal phase shifter").or_else("false"),
          flag("tap_dependency_table", "must be false: a table of tap positions is not read")
              .or_else("false"),
          flag("tap_dependent_impedance", "must be false, likewise").or_else("false")};
}

std::vector<ColumnSpec> second_tap_changer() {
  return {text("tap2_side", "of a second tap changer, as `tap_side`").or_else(kNoTap),
          number("tap2_pos", "", "likewise").or_else(kNoTap),
          number("tap2_neutral", "", "likewise").or_else(kNoTap),
          number("tap2_step_percent", "%", "likewise").or_else(kNoTap),
          number("tap2_step_degree", "degree", "likewise").or_else("0"),
          text("tap2_changer_type", "likewise").or_else("by `tap2_phase_shifter`"),
          flag("tap2_phase_shifter", "likewise").or_else("false")};
}

std::vector<ColumnSpec> unused_of_transformers() {
  return {unused("tap_min", "lowest position"),
          unused("tap_max", "highest position"),
          unused("tap2_min", "lowest position"),
          unused("tap2_max", "highest position"),
          unused("oltc", "whether taps change under load"),
          unused("id_characteristic_table", "number of a table of tap positions"),
          unused("leakage_resistance_ratio_hv", "where the magnetizing branch sits"),
          unused("leakage_reactance_ratio_hv", "where the magnetizing branch sits"),
          unused("mag0_percent", "zero-sequence magnetization"),
          unused("mag0_rx", "its R/X"),
          unused("si0_hv_partial", "its split"),
          unused("xn_ohm", "earthing reactance"),
          unused("pt_percent", "range of taps, of short-circuit studies"),
          unused("power_station_unit", "whether it is part of a power station"),
          unused("max_loading_percent", "limit of the optimal power flow"),
          unused("std_type", "name of the standard type")};
}

SheetSpec transformer_sheet() {
  SheetSpec sheet{"trafo.csv", name_plate(), FilePresence::kOptional};
  for (const auto& group : {tap_changer(), second_tap_changer(), unused_of_transformers()}) {
    sheet.columns.insert(sheet.columns.end(), group.begin(), group.end());
  }
  return sheet;
}

SheetSpec switch_sheet() {
  return {
      "switch.csv",
      {index("index", "number of the switch"), index("bus", "bus that it stands at"),
       index("element", "the other bus, the line or the transformer"),
       text("et", "what `element` is: `b` a bus, `l` a line, `t` a transformer"),
       flag("closed", "whether it is closed"),
       number("z_ohm", "ohm", "impedance of a closed switch between buses, R/X = 2", kNonNegative)
           .or_else("0"),
       unused("name", "name"), unused("type", "kind of switch"), unused("in_ka", "rated current")},
      FilePresence::kOptional};
}

SheetSpec load_sheet() {
  return {
      "load.csv",
      {index("bus", "bus of the load"), number("p_mw", "MW", "active load"),
       number("q_mvar", "Mvar", "reactive load").or_else("0"),
       number("scaling", "", "factor of `p_mw` and `q_mvar`").or_else("1"),
       flag("in_service", "whether it is in service").or_else("true"),
       index("index", "number of the load; nothing asks for it").or_else("none"),
       unused("name", "name"), unused("const_z_percent", "share of constant impedance"),
       unused("const_i_percent", "share of constant current"), unused("sn_mva", "rated power"),
       unused("type", "wye or delta"), unused("controllable", "flag of the optimal power flow")},
      FilePresence::kOptional};
}

SheetSpec static_generator_sheet() {
  return {
      "sgen.csv",
      {index("bus", "bus of the generator"), number("p_mw", "MW", "active power that it feeds in"),
       number("q_mvar", "Mvar", "reactive power that it feeds in").or_else("0"),
       number("scaling", "", "factor of `p_mw` and `q_mvar`").or_else("1"),
       flag("in_service", "whether it is in service").or_else("true"),
       index("index", "number of the generator; nothing asks for it").or_else("none"),
       unused("name", "name"), unused("sn_mva", "rated power"), unused("type", "kind"),
       unused("current_source", "kind of short-circuit model"),
       unused("controllable", "flag of the optimal power flow")},
      FilePresence::kOptional};
}

SheetSpec shunt_sheet() {
  return {"shunt.csv",
          {index("bus", "bus of the shunt"),
           number("p_mw", "MW", "active power that it draws at nominal voltage").or_else("0"),
           number("q_mvar", "Mvar",
                  "reactive power that it draws at nominal voltage; a capacitor's is negative"),
           number("step", "", "how many of them are switched in", kNonNegative).or_else("1"),
           number("vn_kv", "kV", "its nominal voltage", kPositive).or_else("the bus's"),
           flag("in_service", "whether it is in service").or_else("true"),
           index("index", "number of the shunt; nothing asks for it").or_else("none"),
           unused("name", "name"), unused("max_step", "how many there are")},
          FilePresence::kOptional};
}

SheetSpec source_sheet() {
  return {
      "ext_grid.csv",
      {index("bus", "bus where the grid upstream is"),
       number("vm_pu", "p.u.", "voltage that it holds", kPositive),
       flag("in_service", "whether it is in service").or_else("true"),
       index("index", "number of the source; nothing asks for it").or_else("none"),
       number("va_degree", "degree", "angle of the voltage").or_else("0"), unused("name", "name"),
       unused("slack_weight", "share of a distributed slack"),
       unused("s_sc_max_mva", "greatest short-circuit power"),
       unused("s_sc_min_mva", "least short-circuit power"), unused("rx_max", "greatest R/X"),
       unused("rx_min", "least R/X"), unused("controllable", "flag of the optimal power flow")}};
}

}  // namespace

const FormSpec& pandapower_columns() {
  static const FormSpec kForm{
      "pandapower",
      {bus_sheet(), line_sheet(), source_sheet(), transformer_sheet(), switch_sheet(), load_sheet(),
       static_generator_sheet(), shunt_sheet()}};
  return kForm;
}

}  // namespace peerwatt::network
