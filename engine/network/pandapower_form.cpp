#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/network/feeder_forms.hpp"
#include "engine/network/sheet.hpp"

namespace peerwatt::network {
namespace {

using csv::Range;

constexpr double kSqrt3 = std::numbers::sqrt3;

struct Bus {
  std::string name;
  double nominal_kv = 1;
};

// An element's name is its `name`, with its index added where it has none or shares it.
std::vector<std::string> element_names(const Sheet& sheet, std::string_view kind) {
  std::map<std::string, int> uses;
  for (std::size_t row = 0; row < sheet.rows(); ++row) ++uses[sheet.text_or_empty(row, "name")];
  std::vector<std::string> names;
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    std::string name = sheet.text_or_empty(row, "name");
    if (name.empty() || uses[name] > 1) {
      name = fmt::format("{}_{}", name.empty() ? kind : name, sheet.text(row, "index"));
    }
    names.push_back(std::move(name));
  }
  return names;
}

class PandapowerReader {
 public:
  PandapowerReader(std::filesystem::path folder, Diagnostics& diagnostics)
      : folder_{std::move(folder)}, diagnostics_{diagnostics} {}

  FeederParts read() {
    read_buses();
    if (std::filesystem::exists(folder_ / "switch.csv")) read_switches();
    read_lines();
    if (std::filesystem::exists(folder_ / "trafo.csv")) read_transformers();
    if (std::filesystem::exists(folder_ / "load.csv")) read_loads();
    read_sources();
    return std::move(parts_);
  }

 private:
  void read_buses() {
    const Sheet sheet{folder_ / "bus.csv", {"index", "name", "vn_kv", "in_service"}, diagnostics_};
    const std::vector<std::string> names = element_names(sheet, "bus");
    std::vector<double> nominal_kv;
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const double kv = sheet.number(row, "vn_kv", Range::kPositive);
      const auto [found, is_new] = buses_.emplace(sheet.text(row, "index"), Bus{names[row], kv});
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
    const Sheet sheet{
        folder_ / "switch.csv", {"index", "bus", "element", "et", "closed"}, diagnostics_};
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const bool closed = sheet.flag(row, "closed");
      const std::string type = sheet.text(row, "et");
      if (type == "b") {
        FeederLine line;
        line.name = fmt::format("switch_{}", sheet.text(row, "index"));
        line.from = bus_at(sheet, row, "bus").name;
        line.to = bus_at(sheet, row, "element").name;
        line.length_km = 0;
        line.kind = LineKind::kSwitch;
        line.position = sheet.position(row, "index");
        add(std::move(line), closed);
      } else if (type == "l" || type == "t") {
        if (!closed)
          (type == "l" ? open_lines_ : open_transformers_).insert(sheet.text(row, "element"));
      } else {
        sheet.complain(row, "et", fmt::format("must be b, l or t (got '{}')", type));
      }
    }
  }

  // A factor that refers an impedance at a nominal voltage to the feeder's.
  double referred(double nominal_kv) const {
    const double ratio = parts_.feeder.base_kv / nominal_kv;
    return ratio * ratio;
  }

  void read_lines() {
    const Sheet sheet{folder_ / "line.csv",
                      {"index", "name", "from_bus", "to_bus", "length_km", "r_ohm_per_km",
                       "x_ohm_per_km", "max_i_ka", "in_service"},
                      diagnostics_};
    const std::vector<std::string> names = element_names(sheet, "line");
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const Bus from = bus_at(sheet, row, "from_bus");
      const double parallel = sheet.number_if_any(row, "parallel", Range::kPositive).value_or(1);
      const double length_km = sheet.number(row, "length_km", Range::kNonNegative);
      const double ohm_factor = length_km / parallel * referred(from.nominal_kv);
      FeederLine line;
      line.name = names[row];
      line.from = from.name;
      line.to = bus_at(sheet, row, "to_bus").name;
      line.length_km = length_km;
      line.resistance_ohm = sheet.number(row, "r_ohm_per_km", Range::kNonNegative) * ohm_factor;
      line.reactance_ohm = sheet.number(row, "x_ohm_per_km", Range::kNonNegative) * ohm_factor;
      const double max_ka = sheet.number_if_any(row, "max_i_ka", Range::kNonNegative).value_or(0);
      const double derating = sheet.number_if_any(row, "df", Range::kNonNegative).value_or(1);
      line.rating_kva = kSqrt3 * from.nominal_kv * max_ka * 1000 * derating * parallel;
      line.position = sheet.position(row, "index");
      add(std::move(line),
          sheet.flag(row, "in_service") && !open_lines_.contains(sheet.text(row, "index")));
    }
  }

  // 1 plus the tap changer's part when it sits on this side. As in pandapower
  // (_calc_tap_from_dataframe), no tap acts without a position, a neutral one or a step.
  static double tap_factor(const Sheet& sheet, std::size_t row, std::string_view side) {
    if (sheet.text_or_empty(row, "tap_side") != side) return 1;
    const auto position = sheet.number_if_any(row, "tap_pos", Range::kAny);
    const auto neutral = sheet.number_if_any(row, "tap_neutral", Range::kAny);
    const auto step_percent = sheet.number_if_any(row, "tap_step_percent", Range::kAny);
    if (!position || !neutral || !step_percent) return 1;
    return 1 + (*position - *neutral) * *step_percent / 100;
  }

  // The name plate gives short-circuit voltages in percent of the low-voltage side's own impedance,
  // which follows the tapped voltage (pandapower: _calc_r_x_from_dataframe).
  void take_name_plate(const Sheet& sheet, std::size_t row, double low_kv, FeederLine& line) {
    const double low_rated_kv =
        sheet.number(row, "vn_lv_kv", Range::kPositive) * tap_factor(sheet, row, "lv");
    const double rated_mva = sheet.number(row, "sn_mva", Range::kPositive);
    const double parallel = sheet.number_if_any(row, "parallel", Range::kPositive).value_or(1);
    const double impedance = sheet.number(row, "vk_percent", Range::kNonNegative) / 100;
    const double resistance = sheet.number(row, "vkr_percent", Range::kNonNegative) / 100;
    if (resistance > impedance) {
      sheet.complain(row, "vkr_percent", "must not be more than vk_percent, of which it is a part");
      return;
    }
    const double rated_ohm = low_rated_kv * low_rated_kv / rated_mva / parallel * referred(low_kv);
    line.resistance_ohm = resistance * rated_ohm;
    line.reactance_ohm = std::sqrt(impedance * impedance - resistance * resistance) * rated_ohm;
    line.rating_kva = rated_mva * 1000 * parallel;
  }

  void read_transformers() {
    const Sheet sheet{folder_ / "trafo.csv",
                      {"index", "name", "hv_bus", "lv_bus", "sn_mva", "vn_hv_kv", "vn_lv_kv",
                       "vk_percent", "vkr_percent", "in_service"},
                      diagnostics_};
    const std::vector<std::string> names = element_names(sheet, "transformer");
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      const Bus high = bus_at(sheet, row, "hv_bus");
      const Bus low = bus_at(sheet, row, "lv_bus");
      FeederLine line;
      line.name = names[row];
      line.from = high.name;
      line.to = low.name;
      line.length_km = 0;
      line.kind = LineKind::kTransformer;
      line.position = sheet.position(row, "index");
      take_name_plate(sheet, row, low.nominal_kv, line);
      const double high_pu = sheet.number(row, "vn_hv_kv", Range::kPositive) / high.nominal_kv;
      const double low_pu = sheet.number(row, "vn_lv_kv", Range::kPositive) / low.nominal_kv;
      line.tap_ratio =
          high_pu * tap_factor(sheet, row, "hv") / (low_pu * tap_factor(sheet, row, "lv"));
      add(std::move(line),
          sheet.flag(row, "in_service") && !open_transformers_.contains(sheet.text(row, "index")));
    }
  }

  void read_loads() {
    const Sheet sheet{folder_ / "load.csv", {"bus", "p_mw"}, diagnostics_};
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      if (!sheet.flag_or_true(row, "in_service")) continue;
      const double scaling = sheet.number_if_any(row, "scaling", Range::kAny).value_or(1);
      add_load(bus_at(sheet, row, "bus").name,
               sheet.number(row, "p_mw", Range::kAny) * scaling * 1000, parts_.feeder);
    }
  }

  void read_sources() {
    const Sheet sheet{folder_ / "ext_grid.csv", {"bus", "vm_pu"}, diagnostics_};
    parts_.sources_position = {(folder_ / "ext_grid.csv").string(), 0, 0};
    for (std::size_t row = 0; row < sheet.rows(); ++row) {
      if (!sheet.flag_or_true(row, "in_service")) continue;
      const double voltage_pu = sheet.number(row, "vm_pu", Range::kPositive);
      if (parts_.sources.empty()) {
        parts_.sources_position = sheet.position(row, "bus");
        parts_.feeder.source_voltage_pu = voltage_pu;
      } else if (voltage_pu != parts_.feeder.source_voltage_pu) {
        sheet.complain(row, "vm_pu",
                       fmt::format("must be that of the first source, {} (got {})",
                                   parts_.feeder.source_voltage_pu, voltage_pu));
      }
      parts_.sources.push_back(bus_at(sheet, row, "bus").name);
    }
  }

  std::filesystem::path folder_;
  Diagnostics& diagnostics_;
  FeederParts parts_;
  std::map<std::string, Bus> buses_;  // by index
  std::set<std::string> open_lines_;
  std::set<std::string> open_transformers_;
};

}  // namespace

FeederParts read_pandapower_form(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  return PandapowerReader{folder, diagnostics}.read();
}

}  // namespace peerwatt::network
