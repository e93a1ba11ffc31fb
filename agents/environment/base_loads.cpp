#include "agents/environment/base_loads.hpp"

#include <utility>

#include <fmt/format.h>

#include "engine/core/summation.hpp"

#include "engine/power_flow/feeder_demand.hpp"

#include "agents/devices/synthetic_load.hpp"

namespace peerwatt::agents {
namespace {

using scenario::BaseLoad;

// Of a scenario's own shape, or of its other customers, or where these draw nothing, of homes.
DemandCourse course_of(const scenario::Scenario& scenario, const ProfileLibrary& library) {
  const scenario::BaseLoadShape& shape = scenario.network.base_load_shape;
  if (!shape.profile.empty()) return DemandCourse{library.series(shape.profile, shape.column)};
  const scenario::OtherCustomers& others = scenario.other_customers;
  if (!others.profile.empty()) return DemandCourse{library.series(others.profile, others.column)};
  return DemandCourse{devices::residential_day_shape(scenario.clock.slots_per_day())};
}

}  // namespace

BusLoads given_base_loads(const scenario::Scenario& scenario, const scenario::Placement& placement,
                          const network::DistributionNetwork& network) {
  const scenario::NetworkSettings& settings = scenario.network;
  if (settings.base_load == BaseLoad::kNone || settings.feeder.loads.empty()) return {};
  power_flow::FeederDemand demand{settings.feeder, network, settings.phasing(),
                                  placement.trading_customers()};
  return {std::move(demand.active_kw), std::move(demand.reactive_kvar)};
}

BaseLoads::BaseLoads(const scenario::Scenario& scenario, const scenario::Placement& placement,
                     const network::DistributionNetwork& network, const ProfileLibrary& library)
    : given_{given_base_loads(scenario, placement, network)} {
  total_kw_ = accurate_sum(given_.active_kw);
  if (total_kw_ < 0) {
    throw InputError{
        fmt::format("network.base_load: the loads in the feeder's files feed in {:.6g} kW more "
                    "than they draw: choose none, or take generators out",
                    -total_kw_)};
  }
  if (scenario.network.base_load != BaseLoad::kProfile) return;
  course_ = course_of(scenario, library);
  greatest_ = course_->most();
}

// A course of zeros draws nothing.
double BaseLoads::factor(const devices::Slot& slot) const {
  if (!course_) return 1;
  return greatest_ > 0 ? course_->at(slot) / greatest_ : 0;
}

double BaseLoads::energy_kwh(const devices::Slot& slot) const {
  return total_kw_ * factor(slot) * slot.length.hours();
}

}  // namespace peerwatt::agents
