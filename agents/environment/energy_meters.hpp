#pragma once

#include <memory>
#include <span>
#include <vector>

#include "agents/devices/energy_source.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/profile_library.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// What the households consume and generate: the physical truth, slot by slot. A group's values come
// from one source each.
class EnergyMeters {
 public:
  EnergyMeters(const scenario::Scenario& scenario, const Community& community,
               const ProfileLibrary& library);

  // Computes the slot; the columns hold until the next one is computed.
  void advance(const devices::Slot& slot);

  std::span<const double> load_kwh() const { return load_kwh_; }
  std::span<const double> generation_kwh() const { return generation_kwh_; }

 private:
  struct GroupSources {
    CommunityGroup group;
    std::unique_ptr<devices::EnergySource> load;
    std::unique_ptr<devices::EnergySource> generation;
  };
  std::vector<GroupSources> sources_;
  std::vector<double> load_kwh_;
  std::vector<double> generation_kwh_;
};

}  // namespace peerwatt::agents
