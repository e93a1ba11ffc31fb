#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/network/feeder_files/feeder_forms.hpp"
#include "engine/network/feeder_files/key_value_sheet.hpp"
#include "engine/network/feeder_files/sheet.hpp"

namespace peerwatt::network {
namespace {

constexpr double kGenerator = 2;  // codes of the column `type`
constexpr double kSlack = 3;
constexpr double kIsolated = 4;

// What later tables ask of the buses.
struct KnownBuses {
  std::map<std::string, double> nominal_kv;
  std::set<std::string> with_generator;  // of type 2
};

KnownBuses read_buses(const Sheet& sheet, const FeederSource& slack, FeederParts& parts) {
  KnownBuses known;
  std::vector<double> all_kv;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const std::string bus = sheet.text(row, "bus");
    const double type = sheet.number(row, "type");
    all_kv.push_back(sheet.number(row, "base_kv"));
    known.nominal_kv.emplace(bus, all_kv.back());
    if (type == kGenerator) known.with_generator.insert(bus);
    if (type == kIsolated) parts.dead_buses.push_back(bus);
    if (type == kSlack) {
      if (parts.sources.empty()) parts.sources_position = sheet.position(row, "bus");
      parts.sources.push_back({bus, slack.voltage_pu, slack.angle_degree});
    }
    parts.feeder.buses.push_back({.name = bus,
                                  .zone = "",
                                  .position = sheet.position(row, "bus"),
                                  .shunt_kw = sheet.number(row, "gs_mw") * 1000,
                                  .shunt_kvar = sheet.number(row, "bs_mvar") * 1000});
    add_load({bus, sheet.number(row, "p_load_mw") * 1000, sheet.number(row, "q_load_mvar") * 1000,
              sheet.position(row, "bus")},
             parts.feeder);
  }
  parts.feeder.base_kv = most_frequent(std::move(all_kv));
  return known;
}

// A generator at a slack bus says what voltage is held there, at a bus of type 2 likewise, with its
// own active power; at any other bus it is a load that feeds in.
class GeneratorReader {
 public:
  // The voltage of the slack bus that meta.csv speaks of stands there too, and has to agree.
  GeneratorReader(const KnownBuses& known, const std::string& slack, FeederParts& parts)
      : known_{known}, parts_{parts} {
    for (FeederBus& bus : parts.feeder.buses) buses_.emplace(bus.name, &bus);
    for (FeederSource& source : parts.sources) sources_.emplace(source.bus, &source);
    if (const auto found = sources_.find(slack); found != sources_.end()) {
      seen_.insert(found->second);
    }
  }

  void read(const Sheet& sheet) {
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const std::string name = sheet.text(row, "bus");
      const auto bus = buses_.find(name);
      if (bus == buses_.end() && !name.empty() && !buses_.empty()) {
        sheet.complain(row, "bus", fmt::format("no bus '{}' in bus.csv", name));
      }
      const double voltage_pu = sheet.number(row, "vm_set_pu");
      if (bus == buses_.end() || !sheet.flag(row, "status")) continue;
      if (const auto source = sources_.find(name); source != sources_.end()) {
        hold(sheet, row, voltage_pu, *source->second);
        continue;
      }
      const bool holds = known_.with_generator.contains(name);
      add_load({name, -sheet.number(row, "p_mw") * 1000,
                holds ? 0 : -sheet.number(row, "q_mvar") * 1000, sheet.position(row, "bus")},
               parts_.feeder);
      if (!holds) continue;
      std::optional<double>& held = bus->second->held_voltage_pu;
      if (!held) held = voltage_pu;
      if (*held != voltage_pu) complain_of_two(sheet, row, *held, voltage_pu);
    }
  }

 private:
  // Of another slack bus the first generator counts, and others have to agree.
  void hold(const Sheet& sheet, std::size_t row, double voltage_pu, FeederSource& source) {
    if (seen_.insert(&source).second) source.voltage_pu = voltage_pu;
    if (source.voltage_pu != voltage_pu) complain_of_two(sheet, row, source.voltage_pu, voltage_pu);
  }

  static void complain_of_two(const Sheet& sheet, std::size_t row, double held_pu, double got_pu) {
    sheet.complain(row, "vm_set_pu",
                   fmt::format("must be the voltage that is said to be held at the bus already, {} "
                               "(got {})",
                               held_pu, got_pu));
  }

  const KnownBuses& known_;
  FeederParts& parts_;
  std::map<std::string, FeederBus*> buses_;
  std::map<std::string, FeederSource*> sources_;
  std::set<const FeederSource*> seen_;  // whose voltage is known
};

bool joins_voltages(const FeederLine& line, const std::map<std::string, double>& nominal_kv) {
  const auto from = nominal_kv.find(line.from);
  const auto to = nominal_kv.find(line.to);
  return from != nominal_kv.end() && to != nominal_kv.end() && from->second != to->second;
}

// Per-unit impedances are the same at every voltage level, so one base turns all into ohm.
FeederLine branch_at(const Sheet& sheet, std::size_t row, double tap, double base_mva,
                     double base_ohm) {
  FeederLine line;
  line.name = sheet.text(row, "branch");
  line.from = sheet.text(row, "from_bus");
  line.to = sheet.text(row, "to_bus");
  line.resistance_ohm = sheet.number(row, "r_pu") * base_ohm;
  line.reactance_ohm = sheet.number(row, "x_pu") * base_ohm;
  line.rating_kva = sheet.number(row, "rate_a_mva") * 1000;
  line.tap_ratio = tap == 0 ? 1 : tap;  // 0 is written for 1
  line.phase_shift_degree = sheet.number(row, "shift_degree");
  line.charging_kvar = sheet.number(row, "b_pu") * base_mva * 1000;
  // A tap of 1 stands on lines too: pandapower writes it on every branch.
  if (line.tap_ratio != 1 || line.phase_shift_degree != 0) line.kind = LineKind::kTransformer;
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
                   double base_mva, FeederParts& parts) {
  const double base_ohm = parts.feeder.base_kv * parts.feeder.base_kv / base_mva;
  std::vector<std::string> taps_of_one;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    const double tap = sheet.number(row, "tap");
    FeederLine line = branch_at(sheet, row, tap, base_mva, base_ohm);
    if (joins_voltages(line, nominal_kv)) line.kind = LineKind::kTransformer;
    if (tap == 1 && line.kind == LineKind::kLine) taps_of_one.push_back(line.name);
    const bool closed = sheet.flag(row, "status");
    (closed ? parts.feeder.lines : parts.dead_lines).push_back(std::move(line));
  }
  note_taps_of_one(taps_of_one, parts.feeder.notes);
}

// The slack bus that meta.csv names, or the only one; empty where there is none of the two.
std::string main_slack(const KeyValueSheet& meta, const FeederParts& parts) {
  const std::string slack = meta.text("slack_bus");
  const auto& sources = parts.sources;
  if (slack.empty()) return sources.size() == 1 ? sources.front().bus : std::string{};
  if (std::ranges::find(sources, slack, &FeederSource::bus) == sources.end()) {
    meta.complain("slack_bus", fmt::format("must be a bus of type 3 in bus.csv (got '{}')", slack));
  }
  return slack;
}

}  // namespace

FeederParts read_matpower_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  FeederParts parts;
  const Remarks remarks{diagnostics, parts.feeder.notes, parts.feeder.files};
  const FormSpec& form = matpower_columns();
  const KeyValueSheet meta{folder, form.sheet("meta.csv"), remarks};
  const double base_mva = meta.number("base_mva");
  const FeederSource held{"", meta.number("slack_vm_pu"), meta.number("slack_va_degree")};
  const Sheet buses{folder, form.sheet("bus.csv"), remarks};
  const KnownBuses known = read_buses(buses, held, parts);
  const std::string slack = buses.rows() > 0 ? main_slack(meta, parts) : std::string{};
  if (std::filesystem::exists(folder / "gen.csv")) {
    GeneratorReader{known, slack, parts}.read(Sheet{folder, form.sheet("gen.csv"), remarks});
  }
  read_branches(Sheet{folder, form.sheet("branch.csv"), remarks}, known.nominal_kv, base_mva,
                parts);
  return parts;
}

}  // namespace peerwatt::network
