#include "agents/devices/battery_policies.hpp"

#include <array>
#include <cstddef>

#include "engine/core/contracts.hpp"

namespace peerwatt::devices {
namespace {

constexpr auto kPolicies = std::to_array<BatteryPolicyEntry>({
    {.id = BatteryPolicy::kSelfConsumption,
     .name = "self_consumption",
     .help = "Stores excess PV generation and gives it back as soon as needed.",
     .serving = Serving::kAlways},
    {.id = BatteryPolicy::kPeakReserve,
     .name = "peak_reserve",
     .help = "Stores excess PV generation and gives it back in peak slots only.",
     .serving = Serving::kAtPeak},
});

}  // namespace

std::span<const BatteryPolicyEntry> battery_policies() {
  return kPolicies;
}

const BatteryPolicyEntry& entry(BatteryPolicy id) {
  const BatteryPolicyEntry& entry = kPolicies[static_cast<std::size_t>(id)];
  PEERWATT_EXPECTS(entry.id == id);
  return entry;
}

}  // namespace peerwatt::devices
