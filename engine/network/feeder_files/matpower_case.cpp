#include "engine/network/feeder_files/matpower_case.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace peerwatt::network {
namespace {

constexpr double kLoad = 1;  // codes of the type of a bus
constexpr double kGenerator = 2;
constexpr double kSlack = 3;
constexpr double kIsolated = 4;

class CaseReader {
 public:
  CaseReader(MatpowerCase matpower, Diagnostics& diagnostics)
      : case_{std::move(matpower)}, diagnostics_{diagnostics} {}

  FeederParts read() {
    parts_.feeder.name = case_.name;
    parts_.feeder.notes = std::move(case_.notes);
    parts_.feeder.files = std::move(case_.files);
    read_buses();
    for (const MatpowerGenerator& generator : case_.generators) read_generator(generator);
    read_branches();
    return std::move(parts_);
  }

 private:
  void read_buses() {
    std::vector<double> nominal_kv;
    for (const MatpowerBus& bus : case_.buses) {
      nominal_kv.push_back(bus.base_kv);
      buses_.emplace(bus.name, &bus);
      require_known_type(bus);
      if (bus.type == kIsolated) parts_.dead_buses.push_back(bus.name);
      if (bus.type == kSlack) {
        if (parts_.sources.empty()) parts_.sources_position = bus.position;
        parts_.sources.push_back({bus.name, bus.voltage_pu, bus.angle_degree});
      }
      FeederBus& found = parts_.feeder.buses.emplace_back();
      found.name = bus.name;
      found.position = bus.position;
      found.shunt_kw = bus.shunt_mw * 1000;
      found.shunt_kvar = bus.shunt_mvar * 1000;
      add_load({bus.name, bus.load_mw * 1000, bus.load_mvar * 1000, bus.position}, parts_.feeder);
    }
    parts_.feeder.base_kv = most_frequent(std::move(nominal_kv));
    if (!case_.known_slack.empty()) seen_.insert(case_.known_slack);
  }

  void require_known_type(const MatpowerBus& bus) {
    if (bus.type == kLoad || bus.type == kGenerator || bus.type == kSlack ||
        bus.type == kIsolated) {
      return;
    }
    diagnostics_.add(bus.position, fmt::format("bus '{}': the type must be 1, 2, 3 or 4 (got {})",
                                               bus.name, bus.type));
  }

  void read_generator(const MatpowerGenerator& generator) {
    const auto bus = buses_.find(generator.bus);
    if (bus == buses_.end()) {
      if (generator.bus.empty() || buses_.empty()) return;
      diagnostics_.add(generator.position, fmt::format("generator: no bus '{}'", generator.bus));
      return;
    }
    if (!generator.in_service) return;
    const auto source = std::ranges::find(parts_.sources, generator.bus, &FeederSource::bus);
    if (source != parts_.sources.end()) {
      if (seen_.insert(generator.bus).second) source->voltage_pu = generator.voltage_pu;
      return require_same(generator, source->voltage_pu);
    }
    const bool holds = bus->second->type == kGenerator;
    add_load({generator.bus, -generator.power_mw * 1000,
              holds ? 0 : -generator.reactive_mvar * 1000, generator.position},
             parts_.feeder);
    if (!holds) return;
    const auto place = static_cast<std::size_t>(bus->second - case_.buses.data());
    std::optional<double>& held = parts_.feeder.buses[place].held_voltage_pu;
    if (!held) held = generator.voltage_pu;
    require_same(generator, *held);
  }

  void require_same(const MatpowerGenerator& generator, double held_pu) {
    if (generator.voltage_pu == held_pu) return;
    diagnostics_.add(generator.voltage_position,
                     fmt::format("the voltage of the generator must be what is held at bus '{}' "
                                 "already, {} p.u. (got {})",
                                 generator.bus, held_pu, generator.voltage_pu));
  }

  bool joins_voltages(const MatpowerBranch& branch) const {
    const auto from = buses_.find(branch.from), to = buses_.find(branch.to);
    return from != buses_.end() && to != buses_.end() &&
           from->second->base_kv != to->second->base_kv;
  }

  void read_branches() {
    const double base_ohm = parts_.feeder.base_kv * parts_.feeder.base_kv / case_.base_mva;
    std::vector<std::string> taps_of_one;
    for (const MatpowerBranch& branch : case_.branches) {
      FeederLine line;
      line.name = branch.name;
      line.from = branch.from;
      line.to = branch.to;
      line.resistance_ohm = branch.resistance_pu * base_ohm;
      line.reactance_ohm = branch.reactance_pu * base_ohm;
      line.rating_kva = branch.rating_mva * 1000;
      line.tap_ratio = branch.tap == 0 ? 1 : branch.tap;
      line.phase_shift_degree = branch.shift_degree;
      line.charging_kvar = branch.charging_pu * case_.base_mva * 1000;
      line.position = branch.position;
      // A tap of 1 stands on lines too: pandapower writes it on every branch.
      if (line.tap_ratio != 1 || line.phase_shift_degree != 0 || joins_voltages(branch)) {
        line.kind = LineKind::kTransformer;
      }
      if (branch.tap == 1 && line.kind == LineKind::kLine) taps_of_one.push_back(line.name);
      (branch.closed ? parts_.feeder.lines : parts_.dead_lines).push_back(std::move(line));
    }
    note_taps_of_one(taps_of_one);
  }

  // Nothing tells whether a branch with a tap of 1 between buses of one voltage is a line.
  void note_taps_of_one(const std::vector<std::string>& branches) {
    constexpr std::size_t kShown = 5;
    if (branches.empty()) return;
    const auto shown = static_cast<std::ptrdiff_t>(std::min(kShown, branches.size()));
    parts_.feeder.notes.push_back(fmt::format(
        "{}: a tap of 1 between buses of one base_kv makes no transformer: {} branch{} ({}{}) "
        "taken "
        "as line{}; give a transformer among them its shift_degree, or the bus behind it another "
        "base_kv",
        case_.branch_table, branches.size(), branches.size() == 1 ? "" : "es",
        fmt::join(branches.begin(), branches.begin() + shown, ", "),
        branches.size() > kShown ? ", ..." : "", branches.size() == 1 ? "" : "s"));
  }

  MatpowerCase case_;
  Diagnostics& diagnostics_;
  FeederParts parts_;
  std::map<std::string, const MatpowerBus*> buses_;
  std::set<std::string> seen_;  // slack buses whose voltage is known
};

}  // namespace

FeederParts feeder_of(MatpowerCase matpower, Diagnostics& diagnostics) {
  return CaseReader{std::move(matpower), diagnostics}.read();
}

}  // namespace peerwatt::network
