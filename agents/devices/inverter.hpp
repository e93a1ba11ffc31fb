#pragma once

#include <array>
#include <cstdint>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::devices {

// What the reactive power of an inverter goes by; from kCategoryB on, by the voltage.
enum class ReactivePower : std::uint8_t {
  kByPowerFactor,
  kByPower,
  kCategoryB,
  kAustraliaA,
  kOwnCurve,
};

// Reactive power by voltage, as standards for inverters describe it: at or below the first voltage
// as much is fed in as there is to be, at or above the last as much is drawn; between the second
// and the third none; straight lines lie between.
struct VoltVarCurve {
  std::array<double, 4> voltage_pu{0.92, 0.98, 1.02, 1.08};
  double fed_in_percent = 44;  // of the rated apparent power
  double drawn_percent = 44;

  friend bool operator==(const VoltVarCurve&, const VoltVarCurve&) = default;
};

struct InverterSettings {
  ReactivePower reactive_power = ReactivePower::kByPowerFactor;
  double kva_per_kw = 1.1;  // rated apparent power for each kW of the PV's peak power
  VoltVarCurve curve{};     // of kOwnCurve

  friend bool operator==(const InverterSettings&, const InverterSettings&) = default;
};

void describe(VoltVarCurve& curve, parameters::Visitor& visitor);
void describe(InverterSettings& inverter, parameters::Visitor& visitor);

// Whether it answers to the voltage.
constexpr bool answers_to_voltage(ReactivePower reactive_power) {
  return reactive_power >= ReactivePower::kCategoryB;
}
// Of an inverter that answers to the voltage: the default settings of IEEE Std 1547-2018, category
// B (table 8), or of AS/NZS 4777.2:2020, region Australia A (table 3.7, on 230 V), or its own.
const VoltVarCurve& volt_var_curve(const InverterSettings& inverter);

// The power factor at the full power of PV by VDE-AR-N 4105:2018 (5.7.2.4), of an inverter of this
// rating.
double power_factor_at_full_power(double rating_kva);
// What goes with active power by the characteristic of that section, kvar drawn: no reactive power
// up to half of the peak power, then a power factor that falls in a straight line.
double reactive_by_power(double generated_kw, double peak_kw, double full_power_factor);

// What an inverter can draw or feed in besides its active power, kvar. Without sun it is off.
double reactive_limit_kvar(double generated_kw, double rating_kva);

}  // namespace peerwatt::devices
