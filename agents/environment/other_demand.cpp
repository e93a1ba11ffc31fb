#include "agents/environment/other_demand.hpp"

#include "agents/devices/synthetic_load.hpp"

namespace peerwatt::agents {

OtherDemand::OtherDemand(const scenario::Scenario& scenario, const ProfileLibrary& library) {
  const scenario::OtherCustomers& others = scenario.other_customers;
  if (!others.profile.empty()) {
    series_kwh_ = library.series(others.profile, others.column);
    scale_ = others.scale;
    return;
  }
  day_kwh_ = devices::residential_day_shape(scenario.clock.slots_per_day());
  for (double& share : day_kwh_) share *= 24 * others.mean_demand_kw;
}

double OtherDemand::energy_kwh(const devices::Slot& slot) const {
  if (!series_kwh_.empty()) return scale_ * series_kwh_[slot.index];
  return day_kwh_[static_cast<std::size_t>(slot.slot_of_day)];
}

}  // namespace peerwatt::agents
