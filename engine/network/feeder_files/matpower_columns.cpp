#include "engine/network/feeder_files/form_columns.hpp"

namespace peerwatt::network {
namespace {

using enum csv::Range;

SheetSpec meta_sheet() {
  return {"meta.csv",
          {number("base_mva", "MVA", "base of the per-unit values", kPositive),
           number("slack_vm_pu", "p.u.", "voltage held at the slack bus", kPositive),
           index("slack_bus", "number of a slack bus, which is of type 3 in bus.csv")
               .or_else("those of type 3"),
           unused("slack_va_degree", "angle at the slack bus"),
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
       number("p_load_mw", "MW", "active load; listed, and no run uses it").or_else("0"),
       unused("q_load_mvar", "reactive load"), unused("gs_mw", "shunt conductance at 1 p.u."),
       unused("bs_mvar", "shunt susceptance at 1 p.u."),
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
       unused("b_pu", "charging of the whole line"), unused("rate_b_mva", "short-term limit"),
       unused("rate_c_mva", "emergency limit"), unused("angmin_degree", "least angle difference"),
       unused("angmax_degree", "greatest angle difference"), unused("name", "name of the branch")}};
}

SheetSpec generator_sheet() {
  return {"gen.csv",
          {index("bus", "bus of the generator"),
           number("vm_set_pu", "p.u.", "voltage that it holds; at a slack bus that of meta.csv",
                  kPositive),
           flag("status", "whether it is in service").empty_for("true"),
           unused("gen", "number of the generator"), unused("p_mw", "active power"),
           unused("q_mvar", "reactive power"), unused("qmax_mvar", "limit of reactive power"),
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
