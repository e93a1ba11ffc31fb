#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace peerwatt::devices {

// When a battery serves the load of its household, in the order of the catalogue.
enum class BatteryPolicy : std::uint8_t {
  kSelfConsumption,  // give back what is stored as soon as load is missing
  kPeakReserve,      // keep it for peak slots
};

enum class Serving : std::uint8_t { kAlways, kAtPeak };

// What is known of a policy: data, so that the batteries of all prosumers are run by one loop.
struct BatteryPolicyEntry {
  BatteryPolicy id{};
  std::string_view name;
  std::string_view help;
  Serving serving = Serving::kAlways;
};

std::span<const BatteryPolicyEntry> battery_policies();
const BatteryPolicyEntry& entry(BatteryPolicy id);

}  // namespace peerwatt::devices
