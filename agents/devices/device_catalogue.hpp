#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "engine/parameters/visitor.hpp"

#include "agents/devices/energy_source.hpp"
#include "agents/devices/group_devices.hpp"
#include "agents/devices/group_member.hpp"
#include "agents/devices/surroundings.hpp"

namespace peerwatt::devices {

// The meter that the energy of a device counts on.
enum class Meter : std::uint8_t { kLoad, kGeneration };

// What is known of a kind of devices.
struct DeviceEntry {
  std::string_view key;  // of the section of a group that describes it
  std::string_view help;
  // Visits that section.
  void (*describe)(const DeviceEntry& self, GroupDevices& group,
                   parameters::Visitor& visitor) = nullptr;
  // Makes what the devices of a group consume or generate, a value per member and slot, whatever
  // the others do; also of some of its members only. Null: the kind has no energy of its own, but
  // acts on what the others leave.
  std::unique_ptr<EnergySource> (*make_source)(const GroupDevices& group,
                                               std::span<const GroupMember> members,
                                               const Surroundings& surroundings) = nullptr;
  Meter meter = Meter::kLoad;  // of that energy
};

// All kinds of devices, in the order of their sections.
std::span<const DeviceEntry> device_kinds();

}  // namespace peerwatt::devices
