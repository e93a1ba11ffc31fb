#include <array>
#include <set>
#include <string>

#include <fmt/format.h>

#include "engine/network/feeder_files/cell_choice.hpp"
#include "engine/network/feeder_files/feeder_forms.hpp"
#include "engine/network/feeder_files/key_value_sheet.hpp"
#include "engine/network/feeder_files/sheet.hpp"

namespace peerwatt::network {
namespace {

constexpr std::array kKinds{CellWord<LineKind>{"line", LineKind::kLine},
                            CellWord<LineKind>{"transformer", LineKind::kTransformer},
                            CellWord<LineKind>{"switch", LineKind::kSwitch}};
constexpr std::array kConnections{CellWord<Connection>{"wye_wye", Connection::kWyeWye},
                                  CellWord<Connection>{"delta_wye", Connection::kDeltaWye},
                                  CellWord<Connection>{"no_neutral", Connection::kNoNeutral}};
constexpr std::array kPhaseLetters{CellWord<Phase>{"a", Phase::kA}, CellWord<Phase>{"b", Phase::kB},
                                   CellWord<Phase>{"c", Phase::kC}};

FeederLine line_at(const Sheet& sheet, std::size_t row) {
  FeederLine line;
  line.from = sheet.text(row, "from");
  line.to = sheet.text(row, "to");
  line.name = sheet.text(row, "line");
  if (line.name.empty()) line.name = line.from + '-' + line.to;
  line.length_km = sheet.number_if_any(row, "length_km");
  line.resistance_ohm = sheet.number(row, "resistance_ohm");
  line.reactance_ohm = sheet.number(row, "reactance_ohm");
  line.rating_kva = sheet.number(row, "rating_kva");
  line.tap_ratio = sheet.number(row, "tap_ratio");
  line.kind = choice_at(sheet, row, "kind", kKinds, LineKind::kLine);
  line.charging_kvar = sheet.number(row, "charging_kvar");
  line.iron_loss_kw = sheet.number(row, "iron_loss_kw");
  line.phase_shift_degree = sheet.number(row, "phase_shift_degree");
  line.zero_sequence_resistance_ohm = sheet.number_if_any(row, "zero_sequence_resistance_ohm");
  line.zero_sequence_reactance_ohm = sheet.number_if_any(row, "zero_sequence_reactance_ohm");
  line.connection = choice_at(sheet, row, "connection", kConnections, Connection::kByShift);
  line.position = sheet.position(row, "from");
  return line;
}

void read_general(const std::filesystem::path& folder, FeederParts& parts, const Remarks& remarks) {
  const KeyValueSheet general{folder, project_columns().sheet("feeder.csv"), remarks};
  FeederDescription& feeder = parts.feeder;
  feeder.name = general.text("name");
  feeder.base_kv = general.number("base_kv");
  parts.sources = {{general.text("root"), general.number("source_voltage_pu"),
                    general.number("source_angle_degree")}};
  parts.sources_position = general.position("root");
}

void read_loads(const std::filesystem::path& folder, FeederParts& parts, const Remarks& remarks) {
  const Sheet sheet{folder, project_columns().sheet("loads.csv"), remarks};
  std::set<std::string> buses;
  for (const FeederBus& bus : parts.feeder.buses) buses.insert(bus.name);
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const std::string bus = sheet.text(row, "bus");
    if (!bus.empty() && !buses.contains(bus)) {
      sheet.complain(row, "bus",
                     fmt::format("no bus '{}' in buses.csv{}", bus,
                                 sheet.advice(bus, {buses.begin(), buses.end()})));
    }
    add_load(
        {bus, sheet.number(row, "power_kw"), sheet.number(row, "reactive_kvar"),
         sheet.position(row, "bus"), choice_at(sheet, row, "phase", kPhaseLetters, Phase::kAll)},
        parts.feeder);
  }
}

}  // namespace

FeederParts read_project_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  FeederParts parts;
  const Remarks remarks{diagnostics, parts.feeder.notes, parts.feeder.files};
  read_general(folder, parts, remarks);
  const Sheet buses{folder, project_columns().sheet("buses.csv"), remarks};
  for (std::size_t row = 0; row < buses.rows(); ++row) {
    parts.feeder.buses.push_back({buses.text(row, "bus"), buses.text(row, "zone"),
                                  buses.position(row, "bus"), buses.number(row, "shunt_kw"),
                                  buses.number(row, "shunt_kvar"),
                                  buses.number_if_any(row, "held_voltage_pu")});
  }
  const Sheet lines{folder, project_columns().sheet("lines.csv"), remarks};
  for (std::size_t row = 0; row < lines.rows(); ++row) {
    parts.feeder.lines.push_back(line_at(lines, row));
  }
  if (std::filesystem::exists(folder / "loads.csv")) read_loads(folder, parts, remarks);
  return parts;
}

}  // namespace peerwatt::network
