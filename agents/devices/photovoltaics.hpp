#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/parameters/distribution.hpp"
#include "engine/parameters/member_draws.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/devices/energy_source.hpp"
#include "agents/devices/group_member.hpp"
#include "agents/devices/inverter.hpp"
#include "agents/devices/surroundings.hpp"

namespace peerwatt::devices {

// The photovoltaic generation of the members of a group: synthetic sun and clouds, or a measured
// profile.
struct PvSettings {
  double share = 1;  // of the members that have PV
  parameters::Distribution capacity_kw = 0;
  std::string profile;  // energy per kW of capacity; empty: synthetic sun and clouds
  std::vector<std::string> columns;
  double power_factor = 1;  // of the inverter; below 1 it takes reactive power, as an inductor does
  InverterSettings inverter{};

  friend bool operator==(const PvSettings&, const PvSettings&) = default;
};

void describe(PvSettings& pv, parameters::Visitor& visitor);

// Peak power of a member's PV; 0 = none.
double draw_pv_capacity_kw(const PvSettings& pv, const parameters::MemberDraws& draws);

std::unique_ptr<EnergySource> make_pv_source(const PvSettings& pv,
                                             std::span<const GroupMember> members,
                                             const Surroundings& surroundings);

}  // namespace peerwatt::devices
