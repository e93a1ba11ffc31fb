#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"

#include "engine/network/feeder_forms.hpp"
#include "engine/network/sheet.hpp"

namespace peerwatt::network {
namespace {

using csv::Range;

struct LineCode {
  double resistance_ohm_per_km = 0;
  double reactance_ohm_per_km = 0;
};

std::map<std::string, LineCode> read_codes(const Sheet& sheet) {
  std::map<std::string, LineCode> codes;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const LineCode code{sheet.number(row, "r1_ohm_per_km", Range::kNonNegative),
                        sheet.number(row, "x1_ohm_per_km", Range::kNonNegative)};
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

void read_lines(const std::filesystem::path& folder, FeederParts& parts, Diagnostics& diagnostics) {
  const auto codes = read_codes(Sheet{
      folder / "line_codes.csv", {"line_code", "r1_ohm_per_km", "x1_ohm_per_km"}, diagnostics});
  const Sheet sheet{
      folder / "lines.csv", {"line", "from_bus", "to_bus", "line_code", "length_m"}, diagnostics};
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const LineCode code = code_at(sheet, row, codes);
    FeederLine line;
    line.name = sheet.text(row, "line");
    line.from = sheet.text(row, "from_bus");
    line.to = sheet.text(row, "to_bus");
    line.length_km = sheet.number(row, "length_m", Range::kNonNegative) / 1000;
    line.resistance_ohm = code.resistance_ohm_per_km * *line.length_km;
    line.reactance_ohm = code.reactance_ohm_per_km * *line.length_km;
    line.position = sheet.position(row, "line");
    parts.feeder.lines.push_back(std::move(line));
  }
}

// All lines are on the low-voltage side; its voltage is the feeder's.
void read_transformers(const std::filesystem::path& file, FeederParts& parts,
                       Diagnostics& diagnostics) {
  const Sheet sheet{
      file, {"name", "hv_bus", "lv_bus", "lv_kv", "s_kva", "x_percent", "r_percent"}, diagnostics};
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const double low_kv = sheet.number(row, "lv_kv", Range::kPositive);
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
    line.rating_kva = sheet.number(row, "s_kva", Range::kPositive);
    const double rated_ohm = low_kv * low_kv * 1000 / line.rating_kva;
    line.resistance_ohm = sheet.number(row, "r_percent", Range::kNonNegative) / 100 * rated_ohm;
    line.reactance_ohm = sheet.number(row, "x_percent", Range::kNonNegative) / 100 * rated_ohm;
    line.position = sheet.position(row, "name");
    parts.feeder.lines.push_back(std::move(line));
  }
}

void read_sources(const std::filesystem::path& file, FeederParts& parts, Diagnostics& diagnostics) {
  const Sheet sheet{file, {"bus", "vm_pu"}, diagnostics};
  parts.sources_position = {file.string(), 0, 0};
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const double voltage_pu = sheet.number(row, "vm_pu", Range::kPositive);
    if (row == 0) {
      parts.sources_position = sheet.position(row, "bus");
      parts.feeder.source_voltage_pu = voltage_pu;
    } else if (voltage_pu != parts.feeder.source_voltage_pu) {
      sheet.complain(row, "vm_pu",
                     fmt::format("must be that of the first source, {} (got {})",
                                 parts.feeder.source_voltage_pu, voltage_pu));
    }
    parts.sources.push_back(sheet.text(row, "bus"));
  }
}

void read_loads(const std::filesystem::path& file, FeederParts& parts, Diagnostics& diagnostics) {
  const Sheet sheet{file, {"bus", "p_kw"}, diagnostics};
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    add_load(sheet.text(row, "bus"), sheet.number(row, "p_kw", Range::kAny), parts.feeder);
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
  for (FeederLine& line : parts.feeder.lines) {
    join(line.from);
    join(line.to);
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
  for (const FeederLine& line : parts.feeder.lines) {
    add(line.from, line.position);
    add(line.to, line.position);
  }
}

}  // namespace

FeederParts read_line_code_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  FeederParts parts;
  read_sources(folder / "source.csv", parts, diagnostics);
  read_transformers(folder / "transformer.csv", parts, diagnostics);
  read_lines(folder, parts, diagnostics);
  if (std::filesystem::exists(folder / "loads.csv")) {
    read_loads(folder / "loads.csv", parts, diagnostics);
  }
  join_spellings(parts);
  name_buses(parts);
  return parts;
}

}  // namespace peerwatt::network
