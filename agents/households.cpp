#include "agents/households.hpp"

#include <algorithm>

namespace peerwatt::agents {

Households::Households(const Community& community, EnergyMeters& meters, double slot_hours)
    : community_{community},
      meters_{meters},
      batteries_{community.batteries, slot_hours},
      slot_(community.size(), -1),
      deficiency_kwh_(community.size()),
      surplus_kwh_(community.size()),
      for_sale_kwh_(community.size()),
      must_missing_kwh_(community.size()),
      flexible_kwh_(community.size()),
      flexible_served_kwh_(community.size()),
      given_up_kwh_(community.size()) {}

bool Households::open(std::uint32_t prosumer, std::int32_t slot, bool is_peak) {
  if (slot_[prosumer] == slot) return false;
  slot_[prosumer] = slot;
  const double load = meters_.load_kwh()[prosumer];
  const double generation = meters_.generation_kwh()[prosumer];
  const double direct = std::min(load, generation);
  const devices::BatteryAction battery =
      batteries_.operate(prosumer, generation - direct, load - direct, is_peak);
  const double own = direct + battery.discharged_kwh;
  const double flexible = community_.flexible_share[prosumer] * load;
  const double must = load - flexible;
  deficiency_kwh_[prosumer] = std::max(0.0, load - own);
  for_sale_kwh_[prosumer] =
      is_peak ? batteries_.sell(prosumer, community_.battery_sale_share[prosumer]) : 0.0;
  surplus_kwh_[prosumer] =
      std::max(0.0, generation - direct - battery.charged_kwh) + for_sale_kwh_[prosumer];
  flexible_kwh_[prosumer] = flexible;
  must_missing_kwh_[prosumer] = std::min(std::max(0.0, must - own), deficiency_kwh_[prosumer]);
  flexible_served_kwh_[prosumer] = std::clamp(own - must, 0.0, flexible);
  given_up_kwh_[prosumer] = 0;
  return true;
}

void Households::give(std::uint32_t prosumer, const Reduction& reduction) {
  batteries_.give(prosumer, reduction.battery_kwh);
  const double to_load = std::min(reduction.battery_kwh, deficiency_kwh_[prosumer]);
  const double to_must = std::min(to_load, must_missing_kwh_[prosumer]);
  deficiency_kwh_[prosumer] -= to_load;
  must_missing_kwh_[prosumer] -= to_must;
  flexible_served_kwh_[prosumer] += to_load - to_must;
  for_sale_kwh_[prosumer] += reduction.battery_kwh - to_load;
  surplus_kwh_[prosumer] += reduction.battery_kwh - to_load;
  given_up_kwh_[prosumer] = reduction.flexible_kwh;
}

}  // namespace peerwatt::agents
