#pragma once

#include "engine/parameters/visitor.hpp"

#include "agents/devices/battery.hpp"
#include "agents/devices/flexible_load.hpp"
#include "agents/devices/household_load.hpp"
#include "agents/devices/photovoltaics.hpp"

namespace peerwatt::devices {

// The devices of a group of prosumers, as a scenario describes them: a section each.
struct GroupDevices {
  LoadSettings load;
  PvSettings pv;
  BatterySettings battery;
  FlexibleLoadSettings flexible_load;

  friend bool operator==(const GroupDevices&, const GroupDevices&) = default;
};

// The sections of all kinds of devices, in the order of the catalogue.
void describe(GroupDevices& group, parameters::Visitor& visitor);

}  // namespace peerwatt::devices
