#include <algorithm>

#include <fmt/format.h>

#include "engine/network/feeder_files/feeder_forms.hpp"
#include "engine/network/feeder_files/key_value_sheet.hpp"
#include "engine/network/feeder_files/matpower_case.hpp"
#include "engine/network/feeder_files/sheet.hpp"

namespace peerwatt::network {
namespace {

constexpr double kSlack = 3;  // code of the column `type`

// The voltage of the slack bus stands in meta.csv.
void read_buses(const Sheet& sheet, const KeyValueSheet& meta, MatpowerCase& matpower) {
  const double voltage_pu = meta.number("slack_vm_pu");
  const double angle_degree = meta.number("slack_va_degree");
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    matpower.buses.push_back({.name = sheet.text(row, "bus"),
                              .type = sheet.number(row, "type"),
                              .base_kv = sheet.number(row, "base_kv"),
                              .load_mw = sheet.number(row, "p_load_mw"),
                              .load_mvar = sheet.number(row, "q_load_mvar"),
                              .shunt_mw = sheet.number(row, "gs_mw"),
                              .shunt_mvar = sheet.number(row, "bs_mvar"),
                              .voltage_pu = voltage_pu,
                              .angle_degree = angle_degree,
                              .position = sheet.position(row, "bus")});
  }
}

// The slack bus that meta.csv names, or the only one; empty where there is none of the two.
std::string known_slack(const KeyValueSheet& meta, const std::vector<MatpowerBus>& buses) {
  std::string slack = meta.text("slack_bus");
  const auto is_slack = [](const MatpowerBus& bus) { return bus.type == kSlack; };
  if (slack.empty()) {
    const auto only = std::ranges::find_if(buses, is_slack);
    return std::ranges::count_if(buses, is_slack) == 1 ? only->name : std::string{};
  }
  const bool is_there = std::ranges::any_of(
      buses, [&](const MatpowerBus& bus) { return is_slack(bus) && bus.name == slack; });
  if (!is_there && !buses.empty()) {
    meta.complain("slack_bus", fmt::format("must be a bus of type 3 in bus.csv (got '{}')", slack));
  }
  return slack;
}

void read_branches(const Sheet& sheet, MatpowerCase& matpower) {
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    matpower.branches.push_back({.name = sheet.text(row, "branch"),
                                 .from = sheet.text(row, "from_bus"),
                                 .to = sheet.text(row, "to_bus"),
                                 .resistance_pu = sheet.number(row, "r_pu"),
                                 .reactance_pu = sheet.number(row, "x_pu"),
                                 .charging_pu = sheet.number(row, "b_pu"),
                                 .rating_mva = sheet.number(row, "rate_a_mva"),
                                 .tap = sheet.number(row, "tap"),
                                 .shift_degree = sheet.number(row, "shift_degree"),
                                 .closed = sheet.flag(row, "status"),
                                 .position = sheet.position(row, "branch")});
  }
}

void read_generators(const Sheet& sheet, MatpowerCase& matpower) {
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    matpower.generators.push_back({.bus = sheet.text(row, "bus"),
                                   .power_mw = sheet.number(row, "p_mw"),
                                   .reactive_mvar = sheet.number(row, "q_mvar"),
                                   .voltage_pu = sheet.number(row, "vm_set_pu"),
                                   .in_service = sheet.flag(row, "status"),
                                   .position = sheet.position(row, "bus"),
                                   .voltage_position = sheet.position(row, "vm_set_pu")});
  }
}

}  // namespace

FeederParts read_matpower_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  MatpowerCase matpower;
  matpower.branch_table = "branch.csv";
  const Remarks remarks{diagnostics, matpower.notes, matpower.files};
  const FormSpec& form = matpower_columns();
  const KeyValueSheet meta{folder, form.sheet("meta.csv"), remarks};
  matpower.base_mva = meta.number("base_mva");
  read_buses(Sheet{folder, form.sheet("bus.csv"), remarks}, meta, matpower);
  matpower.known_slack = known_slack(meta, matpower.buses);
  if (std::filesystem::exists(folder / "gen.csv")) {
    read_generators(Sheet{folder, form.sheet("gen.csv"), remarks}, matpower);
  }
  read_branches(Sheet{folder, form.sheet("branch.csv"), remarks}, matpower);
  return feeder_of(std::move(matpower), diagnostics);
}

}  // namespace peerwatt::network
