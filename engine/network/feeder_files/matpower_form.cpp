#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/network/feeder_files/feeder_forms.hpp"
#include "engine/network/feeder_files/key_value_sheet.hpp"
#include "engine/network/feeder_files/sheet.hpp"

namespace peerwatt::network {
namespace {

constexpr double kSlack = 3;  // codes of the column `type`
constexpr double kIsolated = 4;

std::map<std::string, double> read_buses(const Sheet& sheet, FeederParts& parts) {
  std::map<std::string, double> nominal_kv;
  std::vector<double> all_kv;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const std::string bus = sheet.text(row, "bus");
    const double type = sheet.number(row, "type");
    all_kv.push_back(sheet.number(row, "base_kv"));
    nominal_kv.emplace(bus, all_kv.back());
    if (type == kIsolated) parts.dead_buses.push_back(bus);
    if (type == kSlack) {
      if (parts.sources.empty()) parts.sources_position = sheet.position(row, "bus");
      parts.sources.push_back(bus);
    }
    parts.feeder.buses.push_back({bus, "", sheet.position(row, "bus")});
    const double load_mw = sheet.number(row, "p_load_mw");
    add_load(bus, load_mw * 1000, parts.feeder);
  }
  parts.feeder.base_kv = most_frequent(std::move(all_kv));
  return nominal_kv;
}

// The generators say what voltage each slack bus holds; one feeder has one source voltage.
void check_voltages(const Sheet& generators, const std::map<std::string, double>& nominal_kv,
                    const FeederParts& parts) {
  const double expected_pu = parts.feeder.source_voltage_pu;
  const std::set<std::string> sources{parts.sources.begin(), parts.sources.end()};
  for (std::size_t row = 0; row < generators.rows(); ++row) {
    const std::string bus = generators.text(row, "bus");
    if (!bus.empty() && !nominal_kv.empty() && !nominal_kv.contains(bus)) {
      generators.complain(row, "bus", fmt::format("no bus '{}' in bus.csv", bus));
    }
    const double voltage_pu = generators.number(row, "vm_set_pu");
    if (!sources.contains(bus) || !generators.flag(row, "status") || voltage_pu == expected_pu)
      continue;
    generators.complain(row, "vm_set_pu",
                        fmt::format("must be slack_vm_pu in meta.csv, {}, at a slack bus (got {})",
                                    expected_pu, voltage_pu));
  }
}

bool joins_voltages(const FeederLine& line, const std::map<std::string, double>& nominal_kv) {
  const auto from = nominal_kv.find(line.from);
  const auto to = nominal_kv.find(line.to);
  return from != nominal_kv.end() && to != nominal_kv.end() && from->second != to->second;
}

// Per-unit impedances are the same at every voltage level, so one base turns all into ohm.
FeederLine branch_at(const Sheet& sheet, std::size_t row, double tap, double base_ohm) {
  FeederLine line;
  line.name = sheet.text(row, "branch");
  line.from = sheet.text(row, "from_bus");
  line.to = sheet.text(row, "to_bus");
  line.resistance_ohm = sheet.number(row, "r_pu") * base_ohm;
  line.reactance_ohm = sheet.number(row, "x_pu") * base_ohm;
  line.rating_kva = sheet.number(row, "rate_a_mva") * 1000;
  line.tap_ratio = tap == 0 ? 1 : tap;  // 0 is written for 1
  const double shift_degree = sheet.number(row, "shift_degree");
  // A tap of 1 stands on lines too: pandapower writes it on every branch.
  if (line.tap_ratio != 1 || shift_degree != 0) line.kind = LineKind::kTransformer;
  line.position = sheet.position(row, "branch");
  return line;
}

// Nothing tells whether a branch with a tap of 1 between buses of one voltage is a line.
void note_taps_of_one(const std::vector<std::string>& branches, std::vector<std::string>& notes) {
  constexpr std::size_t kShown = 5;
  if (branches.empty()) return;
  const auto shown = static_cast<std::ptrdiff_t>(std::min(kShown, branches.size()));
  notes.push_back(
      fmt::format("branch.csv: a tap of 1 between buses of one base_kv makes no transformer: {} "
                  "branch{} ({}{}) "
                  "taken as line{}; give a transformer among them its shift_degree, or the bus "
                  "behind it another "
                  "base_kv",
                  branches.size(), branches.size() == 1 ? "" : "es",
                  fmt::join(branches.begin(), branches.begin() + shown, ", "),
                  branches.size() > kShown ? ", ..." : "", branches.size() == 1 ? "" : "s"));
}

void read_branches(const Sheet& sheet, const std::map<std::string, double>& nominal_kv,
                   double base_ohm, FeederParts& parts) {
  std::vector<std::string> taps_of_one;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const double tap = sheet.number(row, "tap");
    FeederLine line = branch_at(sheet, row, tap, base_ohm);
    if (joins_voltages(line, nominal_kv)) line.kind = LineKind::kTransformer;
    if (tap == 1 && line.kind == LineKind::kLine) taps_of_one.push_back(line.name);
    const bool closed = sheet.flag(row, "status");
    (closed ? parts.feeder.lines : parts.dead_lines).push_back(std::move(line));
  }
  note_taps_of_one(taps_of_one, parts.feeder.notes);
}

void check_slack(const KeyValueSheet& meta, const FeederParts& parts) {
  const std::string slack = meta.text("slack_bus");
  const auto& sources = parts.sources;
  if (slack.empty() || std::find(sources.begin(), sources.end(), slack) != sources.end()) return;
  meta.complain("slack_bus", fmt::format("must be a bus of type 3 in bus.csv (got '{}')", slack));
}

}  // namespace

FeederParts read_matpower_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  FeederParts parts;
  const Remarks remarks{diagnostics, parts.feeder.notes, parts.feeder.files};
  const FormSpec& form = matpower_columns();
  const KeyValueSheet meta{folder, form.sheet("meta.csv"), remarks};
  const double base_mva = meta.number("base_mva");
  parts.feeder.source_voltage_pu = meta.number("slack_vm_pu");
  const Sheet buses{folder, form.sheet("bus.csv"), remarks};
  const auto nominal_kv = read_buses(buses, parts);
  if (buses.rows() > 0) check_slack(meta, parts);
  if (std::filesystem::exists(folder / "gen.csv")) {
    check_voltages(Sheet{folder, form.sheet("gen.csv"), remarks}, nominal_kv, parts);
  }
  const double base_ohm = parts.feeder.base_kv * parts.feeder.base_kv / base_mva;
  read_branches(Sheet{folder, form.sheet("branch.csv"), remarks}, nominal_kv, base_ohm, parts);
  return parts;
}

}  // namespace peerwatt::network
