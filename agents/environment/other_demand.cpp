#include "agents/environment/other_demand.hpp"

#include "agents/devices/synthetic_load.hpp"

namespace peerwatt::agents {
namespace {

DemandCourse beyond_feeder(const scenario::Scenario& scenario, const ProfileLibrary& library) {
  const scenario::OtherCustomers& others = scenario.other_customers;
  if (!others.profile.empty()) return DemandCourse{library.series(others.profile, others.column)};
  std::vector<double> day_kwh = devices::residential_day_shape(scenario.clock.slots_per_day());
  for (double& kwh : day_kwh) kwh *= 24 * others.mean_demand_kw;
  return DemandCourse{std::move(day_kwh)};
}

}  // namespace

OtherDemand::OtherDemand(const scenario::Scenario& scenario, const ProfileLibrary& library,
                         const BaseLoads& base_loads)
    : beyond_feeder_{beyond_feeder(scenario, library)},
      scale_{scenario.other_customers.profile.empty() ? 1 : scenario.other_customers.scale},
      base_loads_{base_loads} {}

double OtherDemand::energy_kwh(const devices::Slot& slot) const {
  return scale_ * beyond_feeder_.at(slot) + base_loads_.energy_kwh(slot);
}

}  // namespace peerwatt::agents
