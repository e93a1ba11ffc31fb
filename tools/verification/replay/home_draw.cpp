#include "tools/verification/replay/home_draw.hpp"

#include <cmath>

namespace peerwatt::verification {
namespace {

// Reactive per active power: the tangent of the angle whose cosine the power factor is.
double tangent(double power_factor) {
  return std::sqrt(1 / (power_factor * power_factor) - 1);
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
  const double per_hour = 1 / facts.slot_hours();
  draw.active_kw[bus] += home.drawn_kwh * per_hour;
  draw.reactive_kvar[bus] += (tangent(facts.prosumers.load_power_factor[i]) * home.served_kwh +
                              tangent(facts.prosumers.pv_power_factor[i]) * home.generation_kwh) *
                             per_hour;
}

}  // namespace peerwatt::verification
