#include "agents/environment/bus_powers.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

void scale_into(std::vector<double>& column, const std::vector<double>& given, double factor) {
  std::ranges::fill(column, 0.0);
  for (std::size_t bus = 0; bus < given.size(); ++bus) column[bus] = factor * given[bus];
}

}  // namespace

BusPowers::BusPowers(const BaseLoads& base_loads, std::size_t buses)
    : base_loads_{base_loads}, active_kw_(buses), reactive_kvar_(buses) {}

void BusPowers::open(const devices::Slot& slot) {
  slots_per_hour_ = 1 / slot.length.hours();
  factor_ = base_loads_.factor(slot);
  scale_into(active_kw_, base_loads_.as_given().active_kw, factor_);
  scale_into(reactive_kvar_, base_loads_.as_given().reactive_kvar, factor_);
}

void BusPowers::add(BusId bus, const DrawnEnergy& drawn) {
  active_kw_[bus.index()] += drawn.active_kwh * slots_per_hour_;
  reactive_kvar_[bus.index()] += drawn.reactive_kvarh * slots_per_hour_;
}

}  // namespace peerwatt::agents
