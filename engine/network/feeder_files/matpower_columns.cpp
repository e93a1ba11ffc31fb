#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {
namespace {

using enum csv::Range;

SheetSpec meta_sheet() {
  return {
      "meta.csv",
      {number("base_mva", "MVA", "base of the per-unit values", kPositive),
       number("slack_vm_pu", "p.u.",
              "voltage held at the slack bus; at others unless gen.csv says another", kPositive),
       index("slack_bus", "number of a slack bus, which is of type 3 in bus.csv")
           .or_else("those of type 3"),
       number("slack_va_degree", "degree", "angle at the slack bus").or_else("0"),
       unused("n_slack", "number of slack buses")},
      FilePresence::kRequired,
      SheetLayout::kKeyValue};
}

SheetSpec bus_sheet() {
  return {
      "bus.csv",
      {index("bus", "number of the bus"),
       number("type", "", "1 load, 2 generator, 3 slack (the grid upstream), 4 isolated",
              kPositive),
       number("base_kv", "kV", "nominal voltage, line to line", kPositive),
       number("p_load_mw", "MW", "active load").or_else("0"),
       number("q_load_mvar", "Mvar", "reactive load").or_else("0"),
       number("gs_mw", "MW", "active power that a shunt draws at 1 p.u.").or_else("0"),
       number("bs_mvar", "Mvar", "reactive power that a shunt feeds in at 1 p.u.").or_else("0"),
       unused("vmax_pu", "upper limit of the voltage"),
       unused("vmin_pu", "lower limit of the voltage"), unused("vm_pu", "voltage of a solution"),
       unused("va_degree", "angle of a solution"), unused("area", "number of the area"),
       unused("zone", "number of the loss zone, which is no neighbourhood"),
       unused("name", "name of the bus"), unused("x", "place"), unused("y", "place")}};
}

SheetSpec branch_sheet() {
  return {
      "branch.csv",
      {index("branch", "name or number of the branch"),
       index("from_bus", "bus at one end, the tapped one"), index("to_bus", "bus at the other end"),
       number("r_pu", "p.u.", "series resistance on `base_mva` and `base_kv`", kNonNegative),
       number("x_pu", "p.u.", "series reactance on `base_mva` and `base_kv`", kNonNegative),
       number("rate_a_mva", "MVA", "limit; 0: none", kNonNegative).empty_for("0"),
       number("tap", "",
              "voltage ratio at the from side; 0 and 1 are a ratio of 1 and make no transformer",
              kNonNegative)
           .empty_for("0"),
       number("shift_degree", "degree", "phase shift; any but 0 makes a transformer")
           .empty_for("0"),
       flag("status", "whether the branch is closed").empty_for("true"),
       number("b_pu", "p.u.", "charging of the whole line, half at each end").or_else("0"),
       unused("rate_b_mva", "short-term limit"), unused("rate_c_mva", "emergency limit"),
       unused("angmin_degree", "least angle difference"),
       unused("angmax_degree", "greatest angle difference"), unused("name", "name of the branch")}};
}

SheetSpec generator_sheet() {
  return {"gen.csv",
          {index("bus", "bus of the generator"),
           number("vm_set_pu", "p.u.",
                  "voltage that it holds at a bus of type 2 or 3; at the slack bus of meta.csv the "
                  "one that stands there",
                  kPositive),
           number("p_mw", "MW", "active power, of no meaning at a slack bus").or_else("0"),
           number("q_mvar", "Mvar", "reactive power, of no meaning at a bus of type 2 or 3")
               .or_else("0"),
           flag("status", "whether it is in service").empty_for("true"),
           unused("gen", "number of the generator"), unused("qmax_mvar", "limit of reactive power"),
           unused("qmin_mvar", "limit of reactive power"), unused("mbase_mva", "rated power"),
           unused("pmax_mw", "limit of active power"), unused("pmin_mw", "limit of active power"),
           unused("name", "name of the generator")},
          FilePresence::kOptional};
}

}  // namespace

const FormSpec& matpower_columns() {
  static const FormSpec kForm{"MATPOWER",
                              {meta_sheet(), bus_sheet(), branch_sheet(), generator_sheet()}};
  return kForm;
}

}  // namespace peerwatt::network
