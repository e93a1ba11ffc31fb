#include "tools/inspection/suspicions.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include <fmt/format.h>

namespace peerwatt::inspection {
namespace {

using network::FeederDescription;
using network::FeederLine;
using network::FeederLoad;
using network::LineKind;

// Bounds of what is built: distribution cables and overhead lines have 0.03 to 4 ohm/km, R/X from
// 0.1 (large conductors) to 40 (service cables).
constexpr double kMostOhmPerKm = 20, kLeastOhmPerKm = 0.005;
constexpr double kMostRatio = 100, kLeastRatio = 0.02;
constexpr double kLeastKv = 0.1, kMostKv = 400;
constexpr double kMostLengthKm = 100;
// Of one bus. A bus of low voltage has houses, or a small factory.
constexpr double kLowVoltageKv = 1, kMostLowVoltageKw = 2000, kMostKw = 200'000;
constexpr double kLeastKw = 1e-3;

// The first that is told, and how many there are.
template <class Element>
void add(const std::vector<Element>& elements, const std::function<bool(const Element&)>& is_odd,
         const std::function<std::string(const Element&)>& text, std::vector<std::string>& found) {
  const auto first = std::find_if(elements.begin(), elements.end(), is_odd);
  if (first == elements.end()) return;
  const auto count = std::count_if(elements.begin(), elements.end(), is_odd);
  found.push_back(text(*first) +
                  (count > 1 ? fmt::format(" (and {} more like it)", count - 1) : ""));
}

std::optional<double> ohm_per_km(const FeederLine& line) {
  if (line.kind != LineKind::kLine || line.length_km.value_or(0) <= 0) return {};
  return std::max(line.resistance_ohm, line.reactance_ohm) / *line.length_km;
}

void look_at_lines(const FeederDescription& feeder, std::vector<std::string>& found) {
  add<FeederLine>(
      feeder.lines,
      [](const FeederLine& line) { return ohm_per_km(line).value_or(0) > kMostOhmPerKm; },
      [](const FeederLine& line) {
        return fmt::format(
            "line '{}' has {:.3g} ohm/km, more than cables have: is its length in "
            "km, and its impedance in ohm?",
            line.name, *ohm_per_km(line));
      },
      found);
  add<FeederLine>(
      feeder.lines,
      [](const FeederLine& line) {
        const std::optional<double> ohm = ohm_per_km(line);
        return ohm && *ohm > 0 && *ohm < kLeastOhmPerKm;
      },
      [](const FeederLine& line) {
        return fmt::format(
            "line '{}' has {:.3g} ohm/km, less than cables have: is its impedance in "
            "ohm, not per unit, and its length in km, not m?",
            line.name, *ohm_per_km(line));
      },
      found);
  add<FeederLine>(
      feeder.lines,
      [](const FeederLine& line) { return line.length_km.value_or(0) > kMostLengthKm; },
      [](const FeederLine& line) {
        return fmt::format("line '{}' is {:.6g} km long: is its length in km, not m?", line.name,
                           *line.length_km);
      },
      found);
  add<FeederLine>(
      feeder.lines,
      [](const FeederLine& line) {
        if (line.kind != LineKind::kLine) return false;
        const double r = line.resistance_ohm, x = line.reactance_ohm;
        return r > 0 && x > 0 && (r / x > kMostRatio || r / x < kLeastRatio);
      },
      [](const FeederLine& line) {
        return fmt::format("line '{}' has R/X = {:.3g}: are resistance and reactance in one unit?",
                           line.name, line.resistance_ohm / line.reactance_ohm);
      },
      found);
}

void look_at_loads(const FeederDescription& feeder, std::vector<std::string>& found) {
  const double most_kw = feeder.base_kv <= kLowVoltageKv ? kMostLowVoltageKw : kMostKw;
  add<FeederLoad>(
      feeder.loads, [&](const FeederLoad& load) { return std::abs(load.power_kw) > most_kw; },
      [&](const FeederLoad& load) {
        return fmt::format("the load at '{}' is {:.6g} kW at {:.3g} kV: were kW taken for MW?",
                           load.bus, load.power_kw, feeder.base_kv);
      },
      found);
  add<FeederLoad>(
      feeder.loads,
      [](const FeederLoad& load) {
        return load.power_kw != 0 && std::abs(load.power_kw) < kLeastKw;
      },
      [](const FeederLoad& load) {
        return fmt::format("the load at '{}' is {:.3g} kW: were MW taken for kW, or kW for W?",
                           load.bus, load.power_kw);
      },
      found);
}

}  // namespace

std::vector<std::string> suspicions(const FeederDescription& feeder) {
  std::vector<std::string> found;
  if (feeder.base_kv < kLeastKv || feeder.base_kv > kMostKv) {
    found.push_back(fmt::format("base_kv is {:.6g} kV: is it in kV, not V or MV?", feeder.base_kv));
  }
  look_at_lines(feeder, found);
  look_at_loads(feeder, found);
  return found;
}

}  // namespace peerwatt::inspection
