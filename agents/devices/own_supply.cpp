#include "agents/devices/own_supply.hpp"

#include <algorithm>

namespace peerwatt::devices {

OwnSupply supply_household(const HouseholdEnergy& household, BatteryBank& batteries,
                           ProsumerId owner, bool is_peak) {
  const double load = household.load_kwh, generation = household.generation_kwh;
  const double direct = std::min(load, generation);
  const BatteryAction battery =
      batteries.operate(owner, generation - direct, load - direct, is_peak);
  const double own = direct + battery.discharged_kwh;
  const double flexible = household.flexible_share * load;
  const double inflexible = load - flexible;
  OwnSupply supply;
  supply.deficiency_kwh = std::max(0.0, load - own);
  supply.surplus_kwh = std::max(0.0, generation - direct - battery.charged_kwh);
  supply.inflexible_missing_kwh = std::min(std::max(0.0, inflexible - own), supply.deficiency_kwh);
  supply.flexible_kwh = flexible;
  supply.served_flexible_kwh = std::clamp(own - inflexible, 0.0, flexible);
  return supply;
}

}  // namespace peerwatt::devices
