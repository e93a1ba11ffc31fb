#include "engine/network/feeder_files/pandapower_elements.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"
#include "engine/core/portable_math.hpp"

namespace peerwatt::network {
namespace {

struct TapChanger {  // its columns
  std::string_view side, position, neutral, step_percent, step_degree, type, phase_shifter;
};

constexpr std::array kTapChangers{
    TapChanger{"tap_side", "tap_pos", "tap_neutral", "tap_step_percent", "tap_step_degree",
               "tap_changer_type", "tap_phase_shifter"},
    TapChanger{"tap2_side", "tap2_pos", "tap2_neutral", "tap2_step_percent", "tap2_step_degree",
               "tap2_changer_type", "tap2_phase_shifter"}};

enum class TapAction { kNone, kVoltage, kShift };

// Files of pandapower 3 have a type, older ones a flag or neither.
TapAction action_at(const Sheet& sheet, std::size_t row, const TapChanger& tap) {
  if (!sheet.has(tap.type)) {
    return sheet.flag(row, tap.phase_shifter) ? TapAction::kShift : TapAction::kVoltage;
  }
  const std::string type = lower_case(sheet.text(row, tap.type));
  if (type.empty()) return TapAction::kNone;
  if (type == "ratio" || type == "symmetrical") return TapAction::kVoltage;
  if (type == "ideal") return TapAction::kShift;
  sheet.complain(row, tap.type,
                 type == "tabular"
                     ? std::string{"Tabular is not read (write the voltage of a step in "
                                   "tap_step_percent, and Ratio)"}
                     : fmt::format("must be Ratio, Symmetrical or Ideal (got '{}')",
                                   sheet.text(row, tap.type)));
  return TapAction::kNone;
}

// The tapped side, hv or lv; empty where there is none.
std::string side_at(const Sheet& sheet, std::size_t row, const TapChanger& tap) {
  std::string side = lower_case(sheet.text(row, tap.side));
  if (side.empty() || side == "hv" || side == "lv") return side;
  sheet.complain(row, tap.side, fmt::format("must be hv or lv (got '{}')", side));
  return {};
}

// What the voltage of the tapped side is multiplied by, and the angle by which it leads then.
struct TapEffect {
  double factor = 1;
  double angle_degree = 0;
};

constexpr double kDegrees = 180 / std::numbers::pi;  // in a radian

// Steps by angle, or by the voltage that would turn the other one so far.
TapEffect effect_of_shifter(const Sheet& sheet, std::size_t row, const TapChanger& tap,
                            double steps) {
  const double degree = sheet.number(row, tap.step_degree);
  const double percent = sheet.number_if_any(row, tap.step_percent).value_or(0);
  if (steps != 0 && percent != 0 && degree != 0) {
    sheet.complain(row, tap.step_degree,
                   fmt::format("a phase shifter has steps by angle or by voltage, not both "
                               "(got {}, with {} {})",
                               degree, tap.step_percent, percent));
  }
  if (degree != 0) return {1, steps * degree};
  const double half = steps * percent / 200;
  if (std::abs(half) <= 1) return {1, 2 * portable::asin(half) * kDegrees};
  sheet.complain(
      row, tap.step_percent,
      fmt::format("steps of {} % by {} turn no voltage (at most 200 % in all)", percent, steps));
  return {};
}

TapEffect effect_at(const Sheet& sheet, std::size_t row, const TapChanger& tap) {
  const TapAction action = action_at(sheet, row, tap);
  const std::optional<double> position = sheet.number_if_any(row, tap.position);
  const std::optional<double> neutral = sheet.number_if_any(row, tap.neutral);
  const std::optional<double> percent = sheet.number_if_any(row, tap.step_percent);
  const double degree = sheet.number(row, tap.step_degree);
  if (action == TapAction::kNone || !position || !neutral) return {};
  const double steps = *position - *neutral;
  if (action == TapAction::kShift) return effect_of_shifter(sheet, row, tap, steps);
  if (!percent) return {};
  const double step = steps * *percent / 100;
  const double angle = degree / kDegrees;
  if (angle == 0) return {1 + step, 0};
  const double along = 1 + step * portable::cos(angle), across = step * portable::sin(angle);
  return {portable::hypot(along, across), portable::atan2(across, along) * kDegrees};
}

void refuse_tables(const Sheet& sheet, std::size_t row) {
  for (const std::string_view column : {"tap_dependency_table", "tap_dependent_impedance"}) {
    if (!sheet.flag(row, column)) continue;
    sheet.complain(row, column, "must be false: a table of tap positions is not read");
  }
}

}  // namespace

void SwitchedElements::add_switch(std::string index, bool closed, SourcePosition position) {
  if (!closed) open_.insert(index);
  switches_.push_back({std::move(index), std::move(position)});
}

void SwitchedElements::check_switches(Diagnostics& diagnostics) const {
  for (const Switch& one : switches_) {
    if (one.element.empty() || indices_.contains(one.element)) continue;
    diagnostics.add(one.position,
                    fmt::format("element: no {0} of index '{1}' in {0}.csv", table_, one.element));
  }
}

RatedVoltages tapped_voltages(const Sheet& sheet, std::size_t row) {
  refuse_tables(sheet, row);
  RatedVoltages rated{sheet.number(row, "vn_hv_kv"), sheet.number(row, "vn_lv_kv"),
                      sheet.number(row, "shift_degree")};
  for (const TapChanger& tap : kTapChangers) {
    const std::string side = side_at(sheet, row, tap);
    if (side.empty()) continue;
    const TapEffect effect = effect_at(sheet, row, tap);
    (side == "hv" ? rated.high_kv : rated.low_kv) *= effect.factor;
    rated.shift_degree += side == "hv" ? effect.angle_degree : -effect.angle_degree;
  }
  return rated;
}

}  // namespace peerwatt::network
