#pragma once

#include "engine/parameters/distribution.hpp"
#include "engine/parameters/member_draws.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/devices/battery_bank.hpp"

namespace peerwatt::devices {

// The batteries of the members of a group.
struct BatterySettings {
  double share = 1;  // of the members that have a battery
  parameters::Distribution capacity_kwh = 0;
  parameters::Distribution power_kw = 3;
  double round_trip_efficiency = 0.9;
  double reserve_share = 0.1;
  double initial_share = 0.5;
  BatteryPolicy policy = BatteryPolicy::kSelfConsumption;
  double sale_share = 0;  // of the energy above the reserve, offered in each peak slot

  friend bool operator==(const BatterySettings&, const BatterySettings&) = default;
};

void describe(BatterySettings& battery, parameters::Visitor& visitor);

// The battery of a member; of no capacity where it has none.
BatteryParameters draw_battery(const BatterySettings& battery,
                               const parameters::MemberDraws& draws);

}  // namespace peerwatt::devices
