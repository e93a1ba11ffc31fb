#pragma once

#include <span>
#include <vector>

#include "agents/devices/slot.hpp"
#include "agents/environment/profile_library.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// Demand E_o of the CPS's customers who are not prosumers, which the CPS knows: a residential day
// around a mean, or a measured series.
class OtherDemand {
 public:
  // The library must outlive it.
  OtherDemand(const scenario::Scenario& scenario, const ProfileLibrary& library);

  double energy_kwh(const devices::Slot& slot) const;

 private:
  std::vector<double> day_kwh_;         // synthetic, by slot of the day
  std::span<const double> series_kwh_;  // or measured, by slot of the run
  double scale_ = 1;
};

}  // namespace peerwatt::agents
