#include <cmath>
#include <complex>
#include <map>
#include <numbers>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"

#include "engine/network/feeder_files/feeder_forms.hpp"
#include "engine/network/feeder_files/pandapower_elements.hpp"
#include "engine/network/feeder_files/pandapower_file.hpp"
#include "engine/network/feeder_files/sheet.hpp"

namespace peerwatt::network {
namespace {

constexpr double kSqrt3 = std::numbers::sqrt3;
constexpr double kFrequencyHz = 50;  // of a folder, which says none

struct Bus {
  std::string name;
  double nominal_kv = 1;
  std::size_t place = 0;  // among the feeder's buses
};

// An element's name is its `name`, with its index added where it has none or shares it.
std::vector<std::string> element_names(const Sheet& sheet, std::string_view kind) {
  std::map<std::string, int> uses;
  for (std::size_t row = 0; row < sheet.rows(); ++row) ++uses[sheet.text(row, "name")];
  std::vector<std::string> names;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    std::string name = sheet.text(row, "name");
    if (name.empty() || uses[name] > 1) {
      name = fmt::format("{}_{}", name.empty() ? kind : name, sheet.text(row, "index"));
    }
    names.push_back(std::move(name));
  }
  return names;
}

using Complex = std::complex<double>;

// A branch with a shunt at each of its ends; `shunts` are both together.
struct TwoEnded {
  Complex series;
  Complex shunts;
};

// pandapower's default puts the magnetization into the middle of the impedance (a T); this is what
// it is seen from the ends, by the star-delta transformation.
TwoEnded with_magnetization(Complex series, Complex admittance) {
  return {series + series * series * admittance / 4.0,
          admittance / (1.0 + series * admittance / 4.0)};
}

class PandapowerReader {
 public:
  PandapowerReader(std::filesystem::path folder, Diagnostics& diagnostics)
      : folder_{std::move(folder)}, diagnostics_{diagnostics} {}
  // The tables are all in one file.
  PandapowerReader(PandapowerFile net, Diagnostics& diagnostics)
      : folder_{net.file.path}, diagnostics_{diagnostics}, net_{std::move(net)} {
    parts_.feeder.name = net_->name;
    parts_.feeder.notes = net_->notes;
    parts_.feeder.files = {net_->file};
  }

  FeederParts read() {
    read_buses();
    if (has("switch.csv")) read_switches();
    read_lines();
    if (has("trafo.csv")) read_transformers();
    if (has("load.csv")) read_loads();
    if (has("sgen.csv")) read_static_generators();
    if (has("shunt.csv")) read_shunts();
    read_sources();
    lines_.check_switches(diagnostics_);
    transformers_.check_switches(diagnostics_);
    return std::move(parts_);
  }

 private:
  bool has(std::string_view file) const {
    return net_ ? net_->tables.contains(file) : std::filesystem::exists(folder_ / file);
  }

  Sheet sheet_of(std::string_view file) {
    const SheetSpec& spec = pandapower_columns().sheet(file);
    const Remarks remarks{diagnostics_, parts_.feeder.notes, parts_.feeder.files};
    if (net_) return {net_->tables.find(file)->second, spec, remarks};
    return {folder_, spec, remarks};
  }

  double frequency_hz() const { return net_ ? net_->frequency_hz : kFrequencyHz; }

  void read_buses() {
    const Sheet sheet = sheet_of("bus.csv");
    const std::vector<std::string> names = element_names(sheet, "bus");
    std::vector<double> nominal_kv;
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const double kv = sheet.number(row, "vn_kv");
      const auto [found, is_new] =
          buses_.emplace(sheet.text(row, "index"), Bus{names[row], kv, row});
      if (!is_new) sheet.complain(row, "index", fmt::format("'{}' is given twice", found->first));
      nominal_kv.push_back(kv);
      parts_.feeder.buses.push_back({names[row], "", sheet.position(row, "index")});
      if (!sheet.flag(row, "in_service")) parts_.dead_buses.push_back(names[row]);
    }
    parts_.feeder.base_kv = most_frequent(std::move(nominal_kv));
  }

  Bus bus_at(const Sheet& sheet, std::size_t row, std::string_view column) const {
    const std::string index = sheet.text(row, column);
    const auto found = buses_.find(index);
    if (found != buses_.end()) return found->second;
    if (!index.empty()) {
      sheet.complain(row, column, fmt::format("no bus of index '{}' in bus.csv", index));
    }
    return {};
  }

  void add(FeederLine line, bool live) {
    (live ? parts_.feeder.lines : parts_.dead_lines).push_back(std::move(line));
  }

  void read_switches() {
    const Sheet sheet = sheet_of("switch.csv");
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const bool closed = sheet.flag(row, "closed");
      const std::string type = lower_case(sheet.text(row, "et"));
      if (type == "b") {
        add(switch_at(sheet, row), closed);
      } else if (type == "l" || type == "t") {
        (type == "l" ? lines_ : transformers_)
            .add_switch(sheet.text(row, "element"), closed, sheet.position(row, "element"));
      } else if (!type.empty()) {
        sheet.complain(row, "et", fmt::format("must be b, l or t (got '{}')", type));
      }
    }
  }

  // pandapower's default: the resistance of a switch is twice its reactance (switch_rx_ratio).
  FeederLine switch_at(const Sheet& sheet, std::size_t row) const {
    const Bus bus = bus_at(sheet, row, "bus");
    const double reactance_ohm = sheet.number(row, "z_ohm") / std::sqrt(5.0);
    FeederLine line;
    line.name = fmt::format("switch_{}", sheet.text(row, "index"));
    line.from = bus.name;
    line.to = bus_at(sheet, row, "element").name;
    line.length_km = 0;
    line.resistance_ohm = 2 * reactance_ohm * referred(bus.nominal_kv);
    line.reactance_ohm = reactance_ohm * referred(bus.nominal_kv);
    line.kind = LineKind::kSwitch;
    line.position = sheet.position(row, "index");
    return line;
  }

  // A factor that refers an impedance at a nominal voltage to the feeder's.
  double referred(double nominal_kv) const {
    const double ratio = parts_.feeder.base_kv / nominal_kv;
    return ratio * ratio;
  }

  void read_lines() {
    const Sheet sheet = sheet_of("line.csv");
    const std::vector<std::string> names = element_names(sheet, "line");
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const Bus from = bus_at(sheet, row, "from_bus");
      const double parallel = sheet.number(row, "parallel");
      const double length_km = sheet.number(row, "length_km");
      const double ohm_factor = length_km / parallel * referred(from.nominal_kv);
      FeederLine line;
      line.name = names[row];
      line.from = from.name;
      line.to = bus_at(sheet, row, "to_bus").name;
      line.length_km = length_km;
      line.resistance_ohm = sheet.number(row, "r_ohm_per_km") * ohm_factor;
      line.reactance_ohm = sheet.number(row, "x_ohm_per_km") * ohm_factor;
      line.zero_sequence_resistance_ohm =
          scaled(sheet.number_if_any(row, "r0_ohm_per_km"), ohm_factor);
      line.zero_sequence_reactance_ohm =
          scaled(sheet.number_if_any(row, "x0_ohm_per_km"), ohm_factor);
      const double max_ka = sheet.number(row, "max_i_ka");
      const double derating = sheet.number(row, "df");
      line.rating_kva = kSqrt3 * from.nominal_kv * max_ka * 1000 * derating * parallel;
      const double square_kv = from.nominal_kv * from.nominal_kv;
      line.charging_kvar = 2 * std::numbers::pi * frequency_hz() *
                           sheet.number(row, "c_nf_per_km") * 1e-6 * length_km * parallel *
                           square_kv;
      line.iron_loss_kw =
          sheet.number(row, "g_us_per_km") * 1e-3 * length_km * parallel * square_kv;
      line.position = sheet.position(row, "index");
      // Switches may stand at what is out of service.
      const bool closed = lines_.is_closed(index_at(sheet, row, lines_));
      add(std::move(line), sheet.flag(row, "in_service") && closed);
    }
  }

  static std::string index_at(const Sheet& sheet, std::size_t row, SwitchedElements& elements) {
    std::string index = sheet.text(row, "index");
    if (!elements.add(index)) {
      sheet.complain(row, "index", fmt::format("'{}' is given twice", index));
    }
    return index;
  }

  // The name plate gives short-circuit voltages in percent of the low-voltage side's own impedance,
  // which follows the tapped voltage (pandapower: _calc_r_x_from_dataframe).
  void take_name_plate(const Sheet& sheet, std::size_t row, double tapped_low_kv, double low_kv,
                       FeederLine& line) const {
    const double rated_mva = sheet.number(row, "sn_mva");
    const double parallel = sheet.number(row, "parallel");
    line.rating_kva = rated_mva * 1000 * parallel * sheet.number(row, "df");
    const double impedance = sheet.number(row, "vk_percent") / 100;
    const double resistance = sheet.number(row, "vkr_percent") / 100;
    if (resistance > impedance) {
      sheet.complain(row, "vkr_percent", "must not be more than vk_percent, of which it is a part");
      return;
    }
    const double rated_ohm =
        tapped_low_kv * tapped_low_kv / rated_mva / parallel * referred(low_kv);
    const Complex series_pu{resistance, std::sqrt(impedance * impedance - resistance * resistance)};
    // Of the parallel transformers together; the tapped voltage is what 1 p.u. is here.
    const TwoEnded branch = with_magnetization(series_pu, magnetization_at(sheet, row, rated_mva));
    line.resistance_ohm = branch.series.real() * rated_ohm;
    line.reactance_ohm = branch.series.imag() * rated_ohm;
    take_zero_sequence(sheet, row, rated_ohm, line);
    const double nominal_kva =
        rated_mva * parallel * 1000 * low_kv * low_kv / (tapped_low_kv * tapped_low_kv);
    line.iron_loss_kw = branch.shunts.real() * nominal_kva;
    line.charging_kvar = branch.shunts.imag() * nominal_kva;
  }

  // Without the magnetization, whose zero-sequence share differs by the core.
  static void take_zero_sequence(const Sheet& sheet, std::size_t row, double rated_ohm,
                                 FeederLine& line) {
    line.connection = connection_at(sheet, row);
    const std::optional<double> percent = sheet.number_if_any(row, "vk0_percent");
    if (!percent) return;
    const double impedance = *percent / 100;
    const double resistance =
        sheet.number_if_any(row, "vkr0_percent").value_or(sheet.number(row, "vkr_percent")) / 100;
    if (resistance > impedance) {
      sheet.complain(row, "vk0_percent", "must not be less than its real part");
      return;
    }
    line.zero_sequence_resistance_ohm = resistance * rated_ohm;
    line.zero_sequence_reactance_ohm =
        std::sqrt(impedance * impedance - resistance * resistance) * rated_ohm;
  }

  // A number behind the group is its shift, which shift_degree gives.
  static Connection connection_at(const Sheet& sheet, std::size_t row) {
    const std::string group = lower_case(sheet.text(row, "vector_group"));
    const std::string letters = group.substr(0, group.find_first_of("0123456789"));
    if (letters.empty()) return Connection::kByShift;
    if (letters == "ynyn") return Connection::kWyeWye;
    if (letters == "dyn" || letters == "yzn" || letters == "dzn") return Connection::kDeltaWye;
    return Connection::kNoNeutral;
  }

  // Admittance in p.u. of the rated power, from iron losses and no-load current.
  static Complex magnetization_at(const Sheet& sheet, std::size_t row, double rated_mva) {
    const double conductance = sheet.number(row, "pfe_kw") / 1000 / rated_mva;
    const double admittance = sheet.number(row, "i0_percent") / 100;
    const double square = admittance * admittance - conductance * conductance;
    return {conductance, square > 0 ? -std::sqrt(square) : 0};
  }

  void read_transformers() {
    const Sheet sheet = sheet_of("trafo.csv");
    const std::vector<std::string> names = element_names(sheet, "transformer");
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const Bus high = bus_at(sheet, row, "hv_bus");
      const Bus low = bus_at(sheet, row, "lv_bus");
      const RatedVoltages rated = tapped_voltages(sheet, row);
      FeederLine line;
      line.name = names[row];
      line.from = high.name;
      line.to = low.name;
      line.length_km = 0;
      line.kind = LineKind::kTransformer;
      line.position = sheet.position(row, "index");
      take_name_plate(sheet, row, rated.low_kv, low.nominal_kv, line);
      line.tap_ratio = rated.high_kv / high.nominal_kv / (rated.low_kv / low.nominal_kv);
      line.phase_shift_degree = rated.shift_degree;
      const bool closed = transformers_.is_closed(index_at(sheet, row, transformers_));
      add(std::move(line), sheet.flag(row, "in_service") && closed);
    }
  }

  void read_loads() { read_powers(sheet_of("load.csv"), 1000); }
  void read_static_generators() { read_powers(sheet_of("sgen.csv"), -1000); }

  // `kw` is what 1 MW in the table is as a load.
  void read_powers(const Sheet& sheet, double kw) {
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      if (!sheet.flag(row, "in_service")) continue;
      const double factor = sheet.number(row, "scaling") * kw;
      add_load({bus_at(sheet, row, "bus").name, sheet.number(row, "p_mw") * factor,
                sheet.number(row, "q_mvar") * factor, sheet.position(row, "bus")},
               parts_.feeder);
    }
  }

  void read_shunts() {
    const Sheet sheet = sheet_of("shunt.csv");
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const Bus bus = bus_at(sheet, row, "bus");
      if (!sheet.flag(row, "in_service") || bus.name.empty()) continue;
      const double ratio =
          bus.nominal_kv / sheet.number_if_any(row, "vn_kv").value_or(bus.nominal_kv);
      const double factor = 1000 * sheet.number(row, "step") * ratio * ratio;
      FeederBus& at = parts_.feeder.buses[bus.place];
      at.shunt_kw += sheet.number(row, "p_mw") * factor;
      at.shunt_kvar -= sheet.number(row, "q_mvar") * factor;
    }
  }

  void read_sources() {
    const Sheet sheet = sheet_of("ext_grid.csv");
    parts_.sources_position = {(folder_ / "ext_grid.csv").string(), 0, 0};
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      if (!sheet.flag(row, "in_service")) continue;
      if (parts_.sources.empty()) parts_.sources_position = sheet.position(row, "bus");
      parts_.sources.push_back({bus_at(sheet, row, "bus").name, sheet.number(row, "vm_pu"),
                                sheet.number(row, "va_degree")});
    }
  }

  std::filesystem::path folder_;
  Diagnostics& diagnostics_;
  std::optional<PandapowerFile> net_;  // nothing where the tables are files of the folder
  FeederParts parts_;
  std::map<std::string, Bus> buses_;  // by index
  SwitchedElements lines_{"line"};
  SwitchedElements transformers_{"trafo"};
};

}  // namespace

FeederParts read_pandapower_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  return PandapowerReader{folder, diagnostics}.read();
}

FeederParts read_pandapower_net(const std::filesystem::path& file, Diagnostics& diagnostics) {
  return PandapowerReader{read_pandapower_file(file), diagnostics}.read();
}

}  // namespace peerwatt::network
