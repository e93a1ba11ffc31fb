#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/parameters/distribution.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/devices/energy_source.hpp"
#include "agents/devices/group_member.hpp"
#include "agents/devices/surroundings.hpp"

namespace peerwatt::devices {

// What the members of a group consume: synthetic daily habits, or a measured profile.
struct LoadSettings {
  parameters::Distribution mean_kwh_per_day = 12;  // of the synthetic load
  std::string profile;                             // empty: the synthetic load
  std::vector<std::string> columns;                // of the profile, shared out in turn
  parameters::Distribution scale = 1;              // factor on the profile
  double power_factor = 0.95;                      // inductive

  friend bool operator==(const LoadSettings&, const LoadSettings&) = default;
};

void describe(LoadSettings& load, parameters::Visitor& visitor);

std::unique_ptr<EnergySource> make_load_source(const LoadSettings& load,
                                               std::span<const GroupMember> members,
                                               const Surroundings& surroundings);

}  // namespace peerwatt::devices
