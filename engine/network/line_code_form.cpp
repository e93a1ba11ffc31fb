#include <map>
#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"

#include "engine/network/feeder_forms.hpp"
#include "engine/network/sheet.hpp"

namespace peerwatt::network {
namespace {

struct LineCode {
  double resistance_ohm_per_km = 0;
  double reactance_ohm_per_km = 0;
};

// Values are in one unit; a file that says so may not say another.
void check_units(const Sheet& sheet, std::size_t row, std::string_view expected) {
  const std::string units = sheet.text(row, "units");
  if (units.empty() || lower_case(units) == expected) return;
  sheet.complain(row, "units", fmt::format("must be {} (got '{}')", expected, units));
}

std::map<std::string, LineCode> read_codes(const Sheet& sheet) {
  std::map<std::string, LineCode> codes;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    check_units(sheet, row, "km");
    const LineCode code{sheet.number(row, "r1_ohm_per_km"), sheet.number(row, "x1_ohm_per_km")};
    const auto [found, is_new] = codes.emplace(sheet.text(row, "line_code"), code);
    if (!is_new) sheet.complain(row, "line_code", fmt::format("'{}' is given twice", found->first));
  }
  return codes;
}

LineCode code_at(const Sheet& sheet, std::size_t row,
                 const std::map<std::string, LineCode>& codes) {
  const std::string name = sheet.text(row, "line_code");
  const auto found = codes.find(name);
  if (found != codes.end()) return found->second;
  std::vector<std::string> known;
  known.reserve(codes.size());
  for (const auto& [code, unused] : codes) known.push_back(code);
  if (!name.empty()) {
    sheet.complain(row, "line_code",
                   fmt::format("no '{}' in line_codes.csv{}", name, did_you_mean(name, known)));
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
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    check_units(sheet, row, "m");
    const LineCode code = code_at(sheet, row, codes);
    FeederLine line;
    line.name = sheet.text(row, "line");
    line.from = sheet.text(row, "from_bus");
    line.to = sheet.text(row, "to_bus");
    line.length_km = sheet.number(row, "length_m") / 1000;
    line.resistance_ohm = code.resistance_ohm_per_km * *line.length_km;
    line.reactance_ohm = code.reactance_ohm_per_km * *line.length_km;
    line.position = sheet.position(row, "line");
    add_line(std::move(line), sheet.flag(row, "enabled"), parts);
  }
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
      parts.feeder.source_voltage_pu = voltage_pu;
      nominal_kv = kv;
    } else if (voltage_pu != parts.feeder.source_voltage_pu) {
      sheet.complain(row, "vm_pu",
                     fmt::format("must be that of the first source, {} (got {})",
                                 parts.feeder.source_voltage_pu, voltage_pu));
    } else if (kv != nominal_kv) {
      sheet.complain(row, "kv", "must be that of the first source");
    }
    parts.sources.push_back(sheet.text(row, "bus"));
  }
  return nominal_kv;
}

void read_loads(const std::filesystem::path& folder, FeederParts& parts, const Remarks& remarks) {
  const Sheet sheet{folder, line_code_columns().sheet("loads.csv"), remarks};
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    if (!sheet.flag(row, "enabled")) continue;
    add_load(sheet.text(row, "bus"), sheet.number(row, "p_kw"), parts.feeder);
  }
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

// Every bus gets the spelling in which it is met first, without phases.
void join_spellings(FeederParts& parts) {
  std::map<std::string, std::string> spellings;
  const auto join = [&](std::string& bus) {
    const std::string key = folded(bus);
    bus = spellings.emplace(key, bus.substr(0, key.size())).first->second;
  };
  for (std::string& source : parts.sources) join(source);
  for (std::vector<FeederLine>* lines : {&parts.feeder.lines, &parts.dead_lines}) {
    for (FeederLine& line : *lines) {
      join(line.from);
      join(line.to);
    }
  }
  for (FeederLoad& load : parts.feeder.unused_loads) join(load.bus);
}

// This form has no list of buses: they are those that the sources, transformers and lines name.
void name_buses(FeederParts& parts) {
  std::set<std::string> seen;
  const auto add = [&](const std::string& bus, const SourcePosition& position) {
    if (seen.insert(bus).second) parts.feeder.buses.push_back({bus, "", position});
  };
  for (const std::string& source : parts.sources) add(source, parts.sources_position);
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
  const Remarks remarks{diagnostics, parts.feeder.notes};
  const std::optional<double> source_kv = read_sources(folder, parts, remarks);
  read_transformers(folder, source_kv, parts, remarks);
  read_lines(folder, parts, remarks);
  if (std::filesystem::exists(folder / "loads.csv")) read_loads(folder, parts, remarks);
  join_spellings(parts);
  name_buses(parts);
  return parts;
}

}  // namespace peerwatt::network
