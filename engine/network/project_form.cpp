#include <fmt/format.h>

#include "engine/network/feeder_forms.hpp"
#include "engine/network/sheet.hpp"

namespace peerwatt::network {
namespace {

using csv::Range;

LineKind kind_at(const Sheet& sheet, std::size_t row) {
  const std::string kind = sheet.text_or_empty(row, "kind");
  if (kind.empty() || kind == "line") return LineKind::kLine;
  if (kind == "transformer") return LineKind::kTransformer;
  if (kind == "switch") return LineKind::kSwitch;
  sheet.complain(row, "kind",
                 fmt::format("must be line, transformer or switch (got '{}'{})", kind,
                             did_you_mean(kind, {"line", "transformer", "switch"})));
  return LineKind::kLine;
}

FeederLine line_at(const Sheet& sheet, std::size_t row) {
  FeederLine line;
  line.from = sheet.text(row, "from");
  line.to = sheet.text(row, "to");
  line.name = sheet.text_or_empty(row, "line");
  if (line.name.empty()) line.name = line.from + '-' + line.to;
  line.length_km = sheet.number_if_any(row, "length_km", Range::kNonNegative);
  line.resistance_ohm = sheet.number(row, "resistance_ohm", Range::kNonNegative);
  line.reactance_ohm = sheet.number(row, "reactance_ohm", Range::kNonNegative);
  line.rating_kva = sheet.number_if_any(row, "rating_kva", Range::kNonNegative).value_or(0);
  line.tap_ratio = sheet.number_if_any(row, "tap_ratio", Range::kPositive).value_or(1);
  line.kind = kind_at(sheet, row);
  line.position = sheet.position(row, "from");
  return line;
}

void read_general(const std::filesystem::path& file, FeederParts& parts, Diagnostics& diagnostics) {
  const KeyValueSheet general{file, diagnostics};
  general.refuse_other_keys({"name", "root", "base_kv", "source_voltage_pu"});
  FeederDescription& feeder = parts.feeder;
  if (general.has("name")) feeder.name = general.text("name");
  if (general.has("source_voltage_pu")) {
    feeder.source_voltage_pu = general.positive_number("source_voltage_pu");
  }
  feeder.base_kv = general.positive_number("base_kv");
  parts.sources = {general.text("root")};
  parts.sources_position = general.position("root");
}

}  // namespace

FeederParts read_project_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  FeederParts parts;
  read_general(folder / "feeder.csv", parts, diagnostics);
  const Sheet buses{folder / "buses.csv", {"bus"}, diagnostics};
  buses.refuse_other_columns({"bus", "zone"});
  for (std::size_t row = 0; row < buses.rows(); ++row) {
    parts.feeder.buses.push_back(
        {buses.text(row, "bus"), buses.text_or_empty(row, "zone"), buses.position(row, "bus")});
  }
  const Sheet lines{
      folder / "lines.csv", {"from", "to", "resistance_ohm", "reactance_ohm"}, diagnostics};
  lines.refuse_other_columns({"line", "from", "to", "length_km", "resistance_ohm", "reactance_ohm",
                              "rating_kva", "kind", "tap_ratio"});
  for (std::size_t row = 0; row < lines.rows(); ++row) {
    parts.feeder.lines.push_back(line_at(lines, row));
  }
  return parts;
}

}  // namespace peerwatt::network
