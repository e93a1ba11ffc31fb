#include "agents/solar/pvwatts.hpp"

#include <algorithm>
#include <array>

namespace peerwatt::solar {
namespace {

constexpr double kStandardCellC = 25;
constexpr double kStandardIrradiance = 1000;
constexpr double kReferenceEfficiency = 0.9637;

}  // namespace

double dc_power(double peak_power, double entering_w_per_m2, double cell_c,
                double temperature_coefficient_per_k) {
  const double heat = 1 + temperature_coefficient_per_k * (cell_c - kStandardCellC);
  return std::max(peak_power * entering_w_per_m2 / kStandardIrradiance * heat, 0.0);
}

double combined_loss(std::span<const double> losses) {
  double remaining = 1;
  for (const double loss : losses) remaining *= 1 - loss;
  return 1 - remaining;
}

double default_loss() {
  constexpr std::array kLosses{0.02, 0.03, 0.0, 0.02, 0.02, 0.005, 0.015, 0.01, 0.0, 0.03};
  return combined_loss(kLosses);
}

double ac_power(const Inverter& inverter, double dc_power) {
  if (dc_power <= 0 || inverter.ac_rating <= 0) return 0;
  const double load = dc_power / (inverter.ac_rating / inverter.nominal_efficiency);
  const double efficiency =
      inverter.nominal_efficiency / kReferenceEfficiency * (0.9858 - 0.0162 * load - 0.0059 / load);
  return std::clamp(dc_power * efficiency, 0.0, inverter.ac_rating);
}

}  // namespace peerwatt::solar
