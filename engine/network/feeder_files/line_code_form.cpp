#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"

#include "engine/network/feeder_files/cell_choice.hpp"
#include "engine/network/feeder_files/feeder_forms.hpp"
#include "engine/network/feeder_files/sheet.hpp"

namespace peerwatt::network {
namespace {

struct LineCode {
  std::string name;  // as it is written first
  double resistance_ohm_per_km = 0;
  double reactance_ohm_per_km = 0;
  std::optional<double> zero_sequence_resistance_ohm_per_km{};
  std::optional<double> zero_sequence_reactance_ohm_per_km{};
};

// OpenDSS does not mind letter case: `Cable` and `cable` are one.
std::string given_twice(const std::string& name, const std::string& first) {
  if (name == first) return fmt::format("'{}' is given twice", name);
  return fmt::format("'{}' is given twice, first as '{}' (letter case does not matter)", name,
                     first);
}

// Two of one name and letter case are told where the feeder is checked.
void refuse_other_spelling(const Sheet& sheet, std::size_t row, std::string_view column,
                           std::map<std::string, std::string>& spellings) {
  const std::string name = sheet.text(row, column);
  const std::string& first = spellings.emplace(lower_case(name), name).first->second;
  if (name != first) sheet.complain(row, column, given_twice(name, first));
}

// Values are in one unit; a file that says so may not say another.
void check_units(const Sheet& sheet, std::size_t row, std::string_view expected) {
  const std::string units = sheet.text(row, "units");
  if (units.empty() || lower_case(units) == expected) return;
  sheet.complain(row, "units", fmt::format("must be {} (got '{}')", expected, units));
}

// By their names in lower case.
std::map<std::string, LineCode> read_codes(const Sheet& sheet) {
  std::map<std::string, LineCode> codes;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    check_units(sheet, row, "km");
    const std::string name = sheet.text(row, "line_code");
    const LineCode code{
        name, sheet.number(row, "r1_ohm_per_km"), sheet.number(row, "x1_ohm_per_km"),
        sheet.number_if_any(row, "r0_ohm_per_km"), sheet.number_if_any(row, "x0_ohm_per_km")};
    const auto [found, is_new] = codes.emplace(lower_case(name), code);
    if (is_new || name.empty()) continue;
    sheet.complain(row, "line_code", given_twice(name, found->second.name));
  }
  return codes;
}

LineCode code_at(const Sheet& sheet, std::size_t row, const std::map<std::string, LineCode>& codes,
                 const std::vector<std::string>& known) {
  const std::string name = sheet.text(row, "line_code");
  const auto found = codes.find(lower_case(name));
  if (found != codes.end()) return found->second;
  if (!name.empty()) {
    sheet.complain(row, "line_code",
                   fmt::format("no '{}' in line_codes.csv{}", name, sheet.advice(name, known)));
  }
  return {};
}

void add_line(FeederLine line, bool enabled, FeederParts& parts) {
  (enabled ? parts.feeder.lines : parts.dead_lines).push_back(std::move(line));
}

void read_lines(const std::filesystem::path& folder, FeederParts& parts, const Remarks& remarks) {
  const auto codes =
      read_codes(Sheet{folder, line_code_columns().sheet("line_codes.csv"), remarks});
  const Sheet sheet{folder, line_code_columns().sheet("lines.csv"), remarks};
  std::vector<std::string> known;
  for (const auto& [unused, code] : codes) known.push_back(code.name);
  std::map<std::string, std::string> spellings;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    check_units(sheet, row, "m");
    refuse_other_spelling(sheet, row, "line", spellings);
    const LineCode code = code_at(sheet, row, codes, known);
    FeederLine line;
    line.name = sheet.text(row, "line");
    line.from = sheet.text(row, "from_bus");
    line.to = sheet.text(row, "to_bus");
    line.length_km = sheet.number(row, "length_m") / 1000;
    line.resistance_ohm = code.resistance_ohm_per_km * *line.length_km;
    line.reactance_ohm = code.reactance_ohm_per_km * *line.length_km;
    line.zero_sequence_resistance_ohm =
        scaled(code.zero_sequence_resistance_ohm_per_km, *line.length_km);
    line.zero_sequence_reactance_ohm =
        scaled(code.zero_sequence_reactance_ohm_per_km, *line.length_km);
    line.position = sheet.position(row, "line");
    add_line(std::move(line), sheet.flag(row, "enabled"), parts);
  }
}

struct Windings {
  double phase_shift_degree = 0;
  Connection connection = Connection::kByShift;
};

// A transformer with a delta on one side only turns the voltage by 30 degrees, and the low side
// lags: so OpenDSS has it unless it is told otherwise. It grounds its stars, too.
Windings windings_at(const Sheet& sheet, std::size_t row) {
  const std::string given = lower_case(sheet.text(row, "connection"));
  const std::size_t dash = given.find('-');
  const auto is_delta = [](std::string_view side) { return side.starts_with("delta"); };
  const auto is_wye = [](std::string_view side) { return side.starts_with("wye"); };
  const std::string_view high = std::string_view{given}.substr(0, dash);
  const std::string_view low = dash == given.npos ? high : std::string_view{given}.substr(dash + 1);
  if (given.empty()) return {};
  if ((is_delta(high) || is_wye(high)) && (is_delta(low) || is_wye(low))) {
    if (is_delta(low)) return {is_delta(high) ? 0.0 : 30.0, Connection::kNoNeutral};
    return is_delta(high) ? Windings{30, Connection::kDeltaWye} : Windings{0, Connection::kWyeWye};
  }
  sheet.complain(row, "connection",
                 fmt::format("must be Delta or Wye of both sides, like Delta-Wye (got '{}')",
                             sheet.text(row, "connection")));
  return {};
}

// All lines are on the low-voltage side; its voltage is the feeder's. The high-voltage side is at
// the source's, where that is given.
void read_transformers(const std::filesystem::path& folder, std::optional<double> source_kv,
                       FeederParts& parts, const Remarks& remarks) {
  const Sheet sheet{folder, line_code_columns().sheet("transformer.csv"), remarks};
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const double low_kv = sheet.number(row, "lv_kv");
    if (row == 0) parts.feeder.base_kv = low_kv;
    if (low_kv != parts.feeder.base_kv) {
      sheet.complain(row, "lv_kv",
                     fmt::format("must be that of the first transformer, {} (got {})",
                                 parts.feeder.base_kv, low_kv));
    }
    FeederLine line;
    line.name = sheet.text(row, "name");
    line.from = sheet.text(row, "hv_bus");
    line.to = sheet.text(row, "lv_bus");
    line.length_km = 0;
    line.kind = LineKind::kTransformer;
    line.rating_kva = sheet.number(row, "s_kva");
    const double rated_ohm = low_kv * low_kv * 1000 / line.rating_kva;
    line.resistance_ohm = sheet.number(row, "r_percent") / 100 * rated_ohm;
    line.reactance_ohm = sheet.number(row, "x_percent") / 100 * rated_ohm;
    const std::optional<double> high_kv = sheet.number_if_any(row, "hv_kv");
    if (high_kv && source_kv) line.tap_ratio = *high_kv / *source_kv;
    const Windings windings = windings_at(sheet, row);
    line.phase_shift_degree = windings.phase_shift_degree;
    line.connection = windings.connection;
    line.position = sheet.position(row, "name");
    add_line(std::move(line), sheet.flag(row, "enabled"), parts);
  }
}

// Returns the nominal voltage of the sources, if they give it.
std::optional<double> read_sources(const std::filesystem::path& folder, FeederParts& parts,
                                   const Remarks& remarks) {
  const Sheet sheet{folder, line_code_columns().sheet("source.csv"), remarks};
  parts.sources_position = {(folder / "source.csv").string(), 0, 0};
  std::optional<double> nominal_kv;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const double voltage_pu = sheet.number(row, "vm_pu");
    const std::optional<double> kv = sheet.number_if_any(row, "kv");
    if (row == 0) {
      parts.sources_position = sheet.position(row, "bus");
      nominal_kv = kv;
    } else if (kv != nominal_kv) {
      sheet.complain(row, "kv", "must be that of the first source");
    }
    parts.sources.push_back({sheet.text(row, "bus"), voltage_pu, 0});
  }
  return nominal_kv;
}

// OpenDSS minds neither letter case nor the phases behind a name: `Bus.1.2.3` is `bus`.
std::string folded(std::string_view bus) {
  for (std::size_t dot = bus.rfind('.'); dot != bus.npos && dot > 0 && dot + 1 < bus.size();
       dot = bus.rfind('.')) {
    if (bus.find_first_not_of("0123456789", dot + 1) != bus.npos) break;
    bus = bus.substr(0, dot);
  }
  return lower_case(bus);
}

using Spellings = std::map<std::string, std::string>;  // of buses, by the folded name

// Every bus gets the spelling in which it is met first, without phases.
Spellings join_spellings(FeederParts& parts) {
  Spellings spellings;
  const auto join = [&](std::string& bus) {
    const std::string key = folded(bus);
    bus = spellings.emplace(key, bus.substr(0, key.size())).first->second;
  };
  for (FeederSource& source : parts.sources) join(source.bus);
  for (std::vector<FeederLine>* lines : {&parts.feeder.lines, &parts.dead_lines}) {
    for (FeederLine& line : *lines) {
      join(line.from);
      join(line.to);
    }
  }
  return spellings;
}

// Of a load that lags.
double reactive_per_active(const Sheet& sheet, std::size_t row) {
  const double factor = sheet.number(row, "power_factor_lagging");
  if (factor > 0 && factor <= 1) return std::sqrt(1 - factor * factor) / factor;
  if (factor > 1) {
    sheet.complain(row, "power_factor_lagging", fmt::format("must be at most 1 (got {})", factor));
  }
  return 0;
}

// OpenDSS numbers phases.
constexpr std::array kPhaseNumbers{CellWord<Phase>{"1", Phase::kA}, CellWord<Phase>{"2", Phase::kB},
                                   CellWord<Phase>{"3", Phase::kC}};

void read_loads(const std::filesystem::path& folder, const Spellings& buses, FeederParts& parts,
                const Remarks& remarks) {
  const Sheet sheet{folder, line_code_columns().sheet("loads.csv"), remarks};
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const std::string bus = sheet.text(row, "bus");
    const auto found = buses.find(folded(bus));
    if (found != buses.end()) {
      const double power_kw = sheet.number(row, "p_kw");
      const double reactive_kvar = power_kw * reactive_per_active(sheet, row);
      if (sheet.flag(row, "enabled")) {
        add_load({found->second, power_kw, reactive_kvar, sheet.position(row, "bus"),
                  choice_at(sheet, row, "phase", kPhaseNumbers, Phase::kAll)},
                 parts.feeder);
      }
    } else if (!bus.empty()) {
      sheet.complain(row, "bus", fmt::format("no line, transformer or source has a bus '{}'", bus));
    }
  }
}

// This form has no list of buses: they are those that the sources, transformers and lines name.
void name_buses(FeederParts& parts) {
  std::set<std::string> seen;
  const auto add = [&](const std::string& bus, const SourcePosition& position) {
    if (seen.insert(bus).second) parts.feeder.buses.push_back({bus, "", position});
  };
  for (const FeederSource& source : parts.sources) add(source.bus, parts.sources_position);
  for (const std::vector<FeederLine>* lines : {&parts.feeder.lines, &parts.dead_lines}) {
    for (const FeederLine& line : *lines) {
      add(line.from, line.position);
      add(line.to, line.position);
    }
  }
}

}  // namespace

FeederParts read_line_code_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  FeederParts parts;
  const Remarks remarks{diagnostics, parts.feeder.notes, parts.feeder.files};
  const std::optional<double> source_kv = read_sources(folder, parts, remarks);
  read_transformers(folder, source_kv, parts, remarks);
  read_lines(folder, parts, remarks);
  const Spellings buses = join_spellings(parts);
  if (std::filesystem::exists(folder / "loads.csv")) read_loads(folder, buses, parts, remarks);
  name_buses(parts);
  return parts;
}

}  // namespace peerwatt::network
