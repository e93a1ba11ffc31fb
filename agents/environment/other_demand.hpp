#pragma once

#include <vector>

#include "agents/devices/slot.hpp"
#include "agents/environment/base_loads.hpp"
#include "agents/environment/demand_course.hpp"
#include "agents/environment/profile_library.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// Demand E_o of the CPS's customers who are not prosumers, which the CPS knows: beyond the feeder a
// residential day around a mean, or a measured series; on the feeder its base loads.
class OtherDemand {
 public:
  // Library and base loads must outlive it.
  OtherDemand(const scenario::Scenario& scenario, const ProfileLibrary& library,
              const BaseLoads& base_loads);

  double energy_kwh(const devices::Slot& slot) const;

 private:
  DemandCourse beyond_feeder_;
  double scale_ = 1;
  const BaseLoads& base_loads_;
};

}  // namespace peerwatt::agents
