#include "agents/environment/bus_powers.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

void scale_into(std::vector<double>& column, const std::vector<double>& given, double factor) {
  std::ranges::fill(column, 0.0);
  for (std::size_t i = 0; i < given.size(); ++i) column[i] = factor * given[i];
}

}  // namespace

BusPowers::BusPowers(const BaseLoads& base_loads, std::size_t buses, power_flow::Phasing phasing)
    : base_loads_{base_loads},
      phasing_{phasing},
      active_kw_(buses * values_each(phasing)),
      reactive_kvar_(active_kw_.size()),
      inverter_kvar_(active_kw_.size()) {}

void BusPowers::open(const devices::Slot& slot) {
  slots_per_hour_ = 1 / slot.length.hours();
  factor_ = base_loads_.factor(slot);
  scale_into(active_kw_, base_loads_.as_given().active_kw, factor_);
  scale_into(reactive_kvar_, base_loads_.as_given().reactive_kvar, factor_);
  std::ranges::fill(inverter_kvar_, 0.0);
}

void BusPowers::add(BusId bus, network::Phase phase, const DrawnEnergy& drawn) {
  draw(bus.index(), phase, drawn.active_kwh * slots_per_hour_, phasing_, active_kw_);
  draw(bus.index(), phase, drawn.reactive_kvarh * slots_per_hour_, phasing_, reactive_kvar_);
  if (drawn.inverter_kvarh == 0) return;
  draw(bus.index(), phase, drawn.inverter_kvarh * slots_per_hour_, phasing_, inverter_kvar_);
}

}  // namespace peerwatt::agents
