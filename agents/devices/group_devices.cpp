#include "agents/devices/group_devices.hpp"

#include "agents/devices/device_catalogue.hpp"

namespace peerwatt::devices {

void describe(GroupDevices& group, parameters::Visitor& visitor) {
  for (const DeviceEntry& kind : device_kinds()) kind.describe(kind, group, visitor);
}

}  // namespace peerwatt::devices
