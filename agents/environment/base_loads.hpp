#pragma once

#include <optional>
#include <vector>

#include "engine/network/distribution_network.hpp"

#include "agents/devices/slot.hpp"
#include "agents/environment/demand_course.hpp"
#include "agents/environment/profile_library.hpp"
#include "agents/scenario/placement.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// Loads by bus, all three phases, or in each by phase; empty where there are none.
struct BusLoads {
  std::vector<double> active_kw;
  std::vector<double> reactive_kvar;
};

// The loads of a feeder's files as they are given, without those whose customers are prosumers,
// where the scenario asks for them.
BusLoads given_base_loads(const scenario::Scenario& scenario, const scenario::Placement& placement,
                          const network::DistributionNetwork& network);

// BaseLoads are the loads of a feeder's files whose customers are no prosumers: other customers of
// the CPS, at their buses. All follow one course over time.
class BaseLoads {
 public:
  // Of a scenario with its feeder; the library must outlive them. Throws InputError where they feed
  // in more than they draw.
  BaseLoads(const scenario::Scenario& scenario, const scenario::Placement& placement,
            const network::DistributionNetwork& network, const ProfileLibrary& library);

  const BusLoads& as_given() const { return given_; }
  // How much of that is drawn in a slot.
  double factor(const devices::Slot& slot) const;
  // Of all buses.
  double energy_kwh(const devices::Slot& slot) const;

 private:
  BusLoads given_;
  double total_kw_ = 0;
  std::optional<DemandCourse> course_;  // none: constant
  double greatest_ = 1;                 // of the course
};

}  // namespace peerwatt::agents
