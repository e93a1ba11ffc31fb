#include "agents/devices/battery_bank.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/contracts.hpp"

namespace peerwatt::devices {

BatteryBank::BatteryBank(std::span<const BatteryParameters> batteries, double slot_hours) {
  for (const BatteryParameters& battery : batteries) {
    PEERWATT_EXPECTS(battery.round_trip_efficiency > 0 && battery.round_trip_efficiency <= 1);
    PEERWATT_EXPECTS(battery.initial_kwh >= 0 && battery.initial_kwh <= battery.capacity_kwh);
    energy_kwh_.push_back(battery.initial_kwh);
    charged_kwh_.push_back(0);
    capacity_kwh_.push_back(battery.capacity_kwh);
    reserve_kwh_.push_back(battery.reserve_kwh);
    slot_limit_kwh_.push_back(battery.power_kw * slot_hours);
    one_way_efficiency_.push_back(std::sqrt(battery.round_trip_efficiency));
    serving_.push_back(entry(battery.policy).serving);
  }
}

BatteryAction BatteryBank::operate(ProsumerId owner, double excess_generation_kwh,
                                   double missing_kwh, bool is_peak) {
  if (capacity_kwh_[owner] <= 0) return {};
  double& energy = energy_kwh_[owner];
  const double efficiency = one_way_efficiency_[owner];
  BatteryAction action;
  if (excess_generation_kwh > 0) {
    const double room = std::max(0.0, capacity_kwh_[owner] - energy) / efficiency;
    action.charged_kwh = std::min({excess_generation_kwh, slot_limit_kwh_[owner], room});
    energy = std::min(capacity_kwh_[owner], energy + action.charged_kwh * efficiency);
  } else if (missing_kwh > 0 && (is_peak || serving_[owner] == Serving::kAlways)) {
    const double stored = std::max(0.0, energy - reserve_kwh_[owner]) * efficiency;
    action.discharged_kwh = std::min({missing_kwh, slot_limit_kwh_[owner], stored});
    energy = std::max(0.0, energy - action.discharged_kwh / efficiency);
  }
  charged_kwh_[owner] = action.charged_kwh - action.discharged_kwh;
  return action;
}

double BatteryBank::sellable_kwh(ProsumerId owner, double share) const {
  const double stored =
      std::max(0.0, energy_kwh_[owner] - reserve_kwh_[owner]) * one_way_efficiency_[owner];
  return std::min(share * stored, spare_kwh(owner));
}

double BatteryBank::spare_kwh(ProsumerId owner) const {
  if (capacity_kwh_[owner] <= 0 || charged_kwh_[owner] > 0) return 0;
  const double room = std::max(0.0, slot_limit_kwh_[owner] + charged_kwh_[owner]);
  return std::min(energy_kwh_[owner] * one_way_efficiency_[owner], room);
}

void BatteryBank::discharge(ProsumerId owner, double energy_kwh) {
  double& energy = energy_kwh_[owner];
  energy = std::max(0.0, energy - energy_kwh / one_way_efficiency_[owner]);
  charged_kwh_[owner] -= energy_kwh;
}

}  // namespace peerwatt::devices
