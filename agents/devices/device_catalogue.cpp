#include "agents/devices/device_catalogue.hpp"

#include <array>

namespace peerwatt::devices {
namespace {

template <auto kSettings>
void section(const DeviceEntry& self, GroupDevices& group, parameters::Visitor& visitor) {
  visit_section(visitor, {self.key, self.help}, group.*kSettings);
}

template <auto kSettings, auto kMake>
std::unique_ptr<EnergySource> source(const GroupDevices& group,
                                     std::span<const GroupMember> members,
                                     const Surroundings& surroundings) {
  return kMake(group.*kSettings, members, surroundings);
}

constexpr auto kKinds = std::to_array<DeviceEntry>({
    {.key = "load",
     .help = "What the members consume.",
     .describe = section<&GroupDevices::load>,
     .make_source = source<&GroupDevices::load, make_load_source>,
     .meter = Meter::kLoad},
    {.key = "pv",
     .help = "Their photovoltaic generation.",
     .describe = section<&GroupDevices::pv>,
     .make_source = source<&GroupDevices::pv, make_pv_source>,
     .meter = Meter::kGeneration},
    {.key = "battery", .help = "Their batteries.", .describe = section<&GroupDevices::battery>},
    {.key = "flexible_load",
     .help = "The part of the load that answers to prices.",
     .describe = section<&GroupDevices::flexible_load>},
});

}  // namespace

std::span<const DeviceEntry> device_kinds() {
  return kKinds;
}

}  // namespace peerwatt::devices
