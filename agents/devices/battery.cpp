#include "agents/devices/battery.hpp"

#include "engine/parameters/choices.hpp"

#include "agents/devices/device_limits.hpp"

namespace peerwatt::devices {
namespace {

using parameters::DrawnProperty;
using parameters::Range;

constexpr DrawnProperty kHasBattery{4}, kCapacity{5}, kPower{6};

}  // namespace

void describe(BatterySettings& battery, parameters::Visitor& visitor) {
  visitor.number({"share", "Share of the members that have a battery."}, battery.share,
                 Range::between(0, 1));
  visitor.distribution({"capacity_kwh", "Usable capacity; 0 = none."}, battery.capacity_kwh,
                       kEnergyKwh);
  visitor.distribution({"power_kw", "Limit of charging and discharging, at the terminals."},
                       battery.power_kw, kPowerKw);
  visitor.number({"round_trip_efficiency", "Energy out per energy in; half of the loss each way."},
                 battery.round_trip_efficiency, Range::between(0.01, 1));
  visitor.number({"reserve_share", "Share of the capacity that is never discharged."},
                 battery.reserve_share, Range::between(0, 1));
  visitor.number({"initial_share", "State of charge at the start, as a share of the capacity."},
                 battery.initial_share, Range::between(0, 1));
  visitor.choice({"policy", "When the battery charges and discharges."}, battery.policy,
                 parameters::choices_of(battery_policies()));
  visitor.number({"sale_share",
                  "Share of the energy above the reserve that is offered to others in each peak "
                  "slot; what nobody buys stays in the battery."},
                 battery.sale_share, Range::between(0, 1));
}

BatteryParameters draw_battery(const BatterySettings& battery,
                               const parameters::MemberDraws& draws) {
  if (!draws.chance(battery.share, kHasBattery)) return {};
  const double capacity = draws.quantity(battery.capacity_kwh, kCapacity);
  return {.capacity_kwh = capacity,
          .power_kw = capacity > 0 ? draws.quantity(battery.power_kw, kPower) : 0.0,
          .round_trip_efficiency = battery.round_trip_efficiency,
          .reserve_kwh = battery.reserve_share * capacity,
          .initial_kwh = battery.initial_share * capacity,
          .policy = battery.policy};
}

}  // namespace peerwatt::devices
