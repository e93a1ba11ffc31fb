#include "agents/devices/battery.hpp"

#include <string>

#include "agents/devices/device_limits.hpp"

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::devices {
namespace {

using parameters::MemberDraws;

BatterySettings ten_kwh() {
  BatterySettings battery;
  battery.capacity_kwh = 10;
  battery.power_kw = 4;
  battery.reserve_share = 0.25;
  battery.initial_share = 0.5;
  battery.round_trip_efficiency = 0.8;
  battery.policy = BatteryPolicy::kPeakReserve;
  return battery;
}

TEST_CASE("a battery is what its group says, its shares being of what the member draws") {
  const BatteryParameters battery = draw_battery(ten_kwh(), MemberDraws{1, 2});
  CHECK(battery.capacity_kwh == 10);
  CHECK(battery.power_kw == 4);
  CHECK(battery.round_trip_efficiency == 0.8);
  CHECK(battery.reserve_kwh == 2.5);
  CHECK(battery.initial_kwh == 5);
  CHECK(battery.policy == BatteryPolicy::kPeakReserve);
}

TEST_CASE("who has no battery has no power either") {
  BatterySettings nobody = ten_kwh(), empty = ten_kwh();
  nobody.share = 0;
  empty.capacity_kwh = 0;
  for (const BatterySettings& battery : {nobody, empty}) {
    CHECK(draw_battery(battery, MemberDraws{1, 2}).capacity_kwh == 0);
    CHECK(draw_battery(battery, MemberDraws{1, 2}).power_kw == 0);
  }
}

TEST_CASE("policies are chosen by the names of their catalogue") {
  for (const BatteryPolicyEntry& policy : battery_policies()) {
    BatterySettings battery;
    const testing::ParameterList list{battery, {{"policy", std::string{policy.name}}}};
    CHECK(battery.policy == policy.id);
    CHECK(list.at("policy").choices.size() == battery_policies().size());
    CHECK(list.accepts("capacity_kwh", kEnergyKwh.most));
    CHECK_FALSE(list.accepts("capacity_kwh", 2 * kEnergyKwh.most));
  }
}

}  // namespace
}  // namespace peerwatt::devices
