#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/network/feeder_forms.hpp"
#include "engine/network/sheet.hpp"

namespace peerwatt::network {
namespace {

using csv::Range;

constexpr double kSlack = 3;  // codes of the column `type`
constexpr double kIsolated = 4;

std::map<std::string, double> read_buses(const Sheet& sheet, FeederParts& parts) {
  std::map<std::string, double> nominal_kv;
  std::vector<double> all_kv;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const std::string bus = sheet.text(row, "bus");
    const double type = sheet.number(row, "type", Range::kPositive);
    all_kv.push_back(sheet.number(row, "base_kv", Range::kPositive));
    nominal_kv.emplace(bus, all_kv.back());
    if (type == kIsolated) parts.dead_buses.push_back(bus);
    if (type == kSlack) {
      if (parts.sources.empty()) parts.sources_position = sheet.position(row, "bus");
      parts.sources.push_back(bus);
    }
    parts.feeder.buses.push_back({bus, "", sheet.position(row, "bus")});
    const double load_mw = sheet.number_if_any(row, "p_load_mw", Range::kAny).value_or(0);
    add_load(bus, load_mw * 1000, parts.feeder);
  }
  parts.feeder.base_kv = most_frequent(std::move(all_kv));
  return nominal_kv;
}

// The generators say what voltage each slack bus holds; one feeder has one source voltage.
void check_voltages(const Sheet& generators, const FeederParts& parts) {
  const double expected_pu = parts.feeder.source_voltage_pu;
  for (std::size_t row = 0; row < generators.rows(); ++row) {
    const std::string bus = generators.text(row, "bus");
    const double voltage_pu = generators.number(row, "vm_set_pu", Range::kPositive);
    const bool is_source =
        std::find(parts.sources.begin(), parts.sources.end(), bus) != parts.sources.end();
    if (!is_source || !generators.flag(row, "status") || voltage_pu == expected_pu) continue;
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
FeederLine branch_at(const Sheet& sheet, std::size_t row, double base_ohm) {
  FeederLine line;
  line.name = sheet.text(row, "branch");
  line.from = sheet.text(row, "from_bus");
  line.to = sheet.text(row, "to_bus");
  line.resistance_ohm = sheet.number(row, "r_pu", Range::kNonNegative) * base_ohm;
  line.reactance_ohm = sheet.number(row, "x_pu", Range::kNonNegative) * base_ohm;
  line.rating_kva = sheet.number(row, "rate_a_mva", Range::kNonNegative) * 1000;
  const double tap = sheet.number(row, "tap", Range::kNonNegative);
  line.tap_ratio = tap == 0 ? 1 : tap;  // 0 is written for 1
  const double shift_degree = sheet.number(row, "shift_degree", Range::kAny);
  // A tap of 1 stands on lines too: pandapower writes it on every branch.
  if (line.tap_ratio != 1 || shift_degree != 0) line.kind = LineKind::kTransformer;
  line.position = sheet.position(row, "branch");
  return line;
}

}  // namespace

FeederParts read_matpower_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  FeederParts parts;
  const KeyValueSheet meta{folder / "meta.csv", diagnostics};
  const double base_mva = meta.positive_number("base_mva");
  parts.feeder.source_voltage_pu = meta.positive_number("slack_vm_pu");
  const Sheet buses{folder / "bus.csv", {"bus", "type", "base_kv"}, diagnostics};
  const auto nominal_kv = read_buses(buses, parts);
  if (std::filesystem::exists(folder / "gen.csv")) {
    check_voltages(Sheet{folder / "gen.csv", {"bus", "vm_set_pu", "status"}, diagnostics}, parts);
  }
  const Sheet branches{folder / "branch.csv",
                       {"branch", "from_bus", "to_bus", "r_pu", "x_pu", "rate_a_mva", "tap",
                        "shift_degree", "status"},
                       diagnostics};
  const double base_ohm = parts.feeder.base_kv * parts.feeder.base_kv / base_mva;
  for (std::size_t row = 0; row < branches.rows(); ++row) {
    FeederLine line = branch_at(branches, row, base_ohm);
    if (joins_voltages(line, nominal_kv)) line.kind = LineKind::kTransformer;
    const bool closed = branches.flag(row, "status");
    (closed ? parts.feeder.lines : parts.dead_lines).push_back(std::move(line));
  }
  return parts;
}

}  // namespace peerwatt::network
