#include "agents/devices/inverter.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/contracts.hpp"

#include "agents/devices/power_factor.hpp"

namespace peerwatt::devices {
namespace {

using parameters::Choice;
using parameters::Range;

constexpr std::array kReactivePowers{
    Choice{"power_factor", "By pv.power_factor, at any power and voltage."},
    Choice{"power_factor_by_power",
           "Drawn above half of the peak power: there the power factor falls from 1 to 0.9 at full "
           "power, to 0.95 where the inverter has no more than 4.6 kVA (VDE-AR-N 4105:2018)."},
    Choice{"ieee_1547_b",
           "By the voltage, as IEEE 1547-2018 has it where nothing else is agreed (category B): "
           "44 % of the rating are fed in at 0.92 p.u. and drawn at 1.08, none between 0.98 and "
           "1.02."},
    Choice{"as_nzs_4777_a",
           "By the voltage, as AS/NZS 4777.2:2020 has it in region Australia A: 44 % of the rating "
           "are fed in at 207 V of 230, none between 220 and 240, 60 % are drawn at 258."},
    Choice{"own_curve", "By the voltage, as `curve` says."},
};

// Parts of 230 V.
constexpr VoltVarCurve kCategoryB{};
constexpr VoltVarCurve kAustraliaA{
    .voltage_pu = {207.0 / 230, 220.0 / 230, 240.0 / 230, 258.0 / 230}, .drawn_percent = 60};

constexpr double kSmallInverterKva = 4.6;

}  // namespace

void describe(VoltVarCurve& curve, parameters::Visitor& visitor) {
  const auto voltage = [&](const char* key, const char* help, std::size_t point) {
    visitor.number({key, help}, curve.voltage_pu[point], Range::between(0.5, 1.5));
  };
  voltage("full_below_pu", "Up to this voltage fed_in_percent are fed in.", 0);
  voltage("none_from_pu", "From this voltage on nothing is fed in.", 1);
  voltage("none_to_pu", "Up to this voltage nothing is drawn.", 2);
  voltage("full_above_pu", "From this voltage on drawn_percent are drawn.", 3);
  visitor.number({"fed_in_percent", "Reactive power at low voltage, of the rated apparent power."},
                 curve.fed_in_percent, Range::between(0, 100));
  visitor.number({"drawn_percent", "Reactive power at high voltage, of the rated apparent power."},
                 curve.drawn_percent, Range::between(0, 100));
}

void describe(InverterSettings& inverter, parameters::Visitor& visitor) {
  visitor.choice({"reactive_power",
                  "What the inverter's reactive power goes by. That by the voltage is never more "
                  "than the rating leaves beside the active power."},
                 inverter.reactive_power, kReactivePowers);
  visitor.number({"kva_per_kw",
                  "Rated apparent power for each kW of capacity; 1.1 leaves 46 % of the peak power "
                  "as reactive power in full sun."},
                 inverter.kva_per_kw, Range::between(1, 10));
  visit_section(visitor, {"curve", "reactive_power: own_curve."}, inverter.curve);
}

const VoltVarCurve& volt_var_curve(const InverterSettings& inverter) {
  switch (inverter.reactive_power) {
    case ReactivePower::kByPowerFactor:
    case ReactivePower::kByPower:
      break;
    case ReactivePower::kCategoryB:
      return kCategoryB;
    case ReactivePower::kAustraliaA:
      return kAustraliaA;
    case ReactivePower::kOwnCurve:
      return inverter.curve;
  }
  PEERWATT_EXPECTS(answers_to_voltage(inverter.reactive_power));
  return inverter.curve;
}

double power_factor_at_full_power(double rating_kva) {
  return rating_kva <= kSmallInverterKva ? 0.95 : 0.9;
}

double reactive_by_power(double generated_kw, double peak_kw, double full_power_factor) {
  if (generated_kw <= peak_kw / 2) return 0;
  const double above_half = std::min(generated_kw / peak_kw - 0.5, 0.5) / 0.5;
  const double power_factor = 1 - (1 - full_power_factor) * above_half;
  return generated_kw * reactive_per_active(power_factor);
}

double reactive_limit_kvar(double generated_kw, double rating_kva) {
  if (generated_kw <= 0) return 0;
  return std::sqrt(std::max(0.0, rating_kva * rating_kva - generated_kw * generated_kw));
}

}  // namespace peerwatt::devices
