#include "tools/verification/replay/home_draw.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace peerwatt::verification {
namespace {

// Reactive per active power: the tangent of the angle whose cosine the power factor is.
double tangent(double power_factor) {
  return std::sqrt(1 / (power_factor * power_factor) - 1);
}

// What an inverter takes that does not answer to the voltage.
double inverter_reactive_kvarh(const RunFacts& facts, std::size_t i, double generation_kwh) {
  const recording::ProsumerStatics& homes = facts.prosumers;
  const std::int32_t control = facts.controls_inverters() ? homes.inverter_control[i] : 0;
  if (control == 0) return tangent(homes.pv_power_factor[i]) * generation_kwh;
  const double peak_kwh = homes.pv_capacity_kw[i] * facts.slot_hours();
  if (control != 1 || 2 * generation_kwh <= peak_kwh) return 0;
  // By VDE-AR-N 4105:2018, the power factor falls over the upper half of the power.
  const double least = homes.inverter_kva[i] <= 4.6 ? 0.95 : 0.9;
  const double part = std::min(1.0, 2 * generation_kwh / peak_kwh - 1);
  return tangent(part * least + (1 - part)) * generation_kwh;
}

}  // namespace

HomeEnergy home_in_run(const recording::ProsumerRecord& prosumers, std::size_t i) {
  return {.drawn_kwh = prosumers.load_kwh[i] - prosumers.unserved_kwh[i] +
                       prosumers.battery_charged_kwh[i] - prosumers.generation_kwh[i],
          .served_kwh = prosumers.load_kwh[i] - prosumers.unserved_kwh[i],
          .generation_kwh = prosumers.generation_kwh[i]};
}

void add_home(const RunFacts& facts, std::size_t i, const HomeEnergy& home, BusDraw& draw) {
  const auto bus = static_cast<std::size_t>(facts.prosumers.bus[i]);
  const std::int32_t phase = facts.is_by_phase() ? facts.prosumers.phase[i] : 0;
  const double inverter_kvarh = inverter_reactive_kvarh(facts, i, home.generation_kwh);
  const double reactive_kvarh =
      tangent(facts.prosumers.load_power_factor[i]) * home.served_kwh + inverter_kvarh;
  // A connection to all phases draws the same of each.
  const std::size_t phases = facts.phases();
  const double share = 1 / facts.slot_hours() / (phase == 0 ? static_cast<double>(phases) : 1.0);
  for (std::size_t k = 0; k < phases; ++k) {
    if (phase != 0 && k + 1 != static_cast<std::size_t>(phase)) continue;
    draw.active_kw[phases * bus + k] += home.drawn_kwh * share;
    draw.reactive_kvar[phases * bus + k] += reactive_kvarh * share;
    draw.inverter_kvar[phases * bus + k] += inverter_kvarh * share;
  }
}

}  // namespace peerwatt::verification
