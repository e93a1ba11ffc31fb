#include "agents/prosumers/households.hpp"

#include <algorithm>

namespace peerwatt::agents {

Households::Households(const Community& community, const EnergyColumns& energy, double slot_hours)
    : community_{community},
      energy_{energy},
      batteries_{community.batteries, slot_hours},
      slot_(community.size(), kNoSlot),
      deficiency_kwh_(community.size()),
      surplus_kwh_(community.size()),
      given_surplus_kwh_(community.size()),
      stored_offer_kwh_(community.size()),
      residual_{community.size()} {}

bool Households::open(ProsumerId prosumer, std::int32_t slot, bool is_peak) {
  if (slot_[prosumer] == slot) return false;
  slot_[prosumer] = slot;
  const devices::OwnSupply supply =
      devices::supply_household({energy_.load_kwh[prosumer], energy_.generation_kwh[prosumer],
                                 community_.flexible_share[prosumer]},
                                batteries_, prosumer, is_peak);
  deficiency_kwh_[prosumer] = supply.deficiency_kwh;
  surplus_kwh_[prosumer] = supply.surplus_kwh;
  residual_.inflexible_missing_kwh[prosumer] = supply.inflexible_missing_kwh;
  residual_.flexible_kwh[prosumer] = supply.flexible_kwh;
  residual_.served_flexible_kwh[prosumer] = supply.served_flexible_kwh;
  stored_offer_kwh_[prosumer] =
      is_peak ? batteries_.sellable_kwh(prosumer, community_.battery_sale_share[prosumer]) : 0.0;
  given_surplus_kwh_[prosumer] = 0;
  residual_.shed_kwh[prosumer] = 0;
  return true;
}

void Households::give(ProsumerId prosumer, const Reduction& reduction) {
  batteries_.discharge(prosumer, reduction.battery_kwh);
  const double to_load = std::min(reduction.battery_kwh, deficiency_kwh_[prosumer]);
  const double to_inflexible = std::min(to_load, residual_.inflexible_missing_kwh[prosumer]);
  deficiency_kwh_[prosumer] -= to_load;
  residual_.inflexible_missing_kwh[prosumer] -= to_inflexible;
  residual_.served_flexible_kwh[prosumer] += to_load - to_inflexible;
  given_surplus_kwh_[prosumer] += reduction.battery_kwh - to_load;
  stored_offer_kwh_[prosumer] += reduction.battery_kwh - to_load;
  surplus_kwh_[prosumer] += reduction.battery_kwh - to_load;
  residual_.shed_kwh[prosumer] = reduction.flexible_kwh;
}

double Households::deliver(ProsumerId prosumer, const Sale& sale) {
  const double discharged = from_battery_kwh(prosumer, sale);
  if (discharged > 0) batteries_.discharge(prosumer, discharged);
  return discharged;
}

HouseholdColumns Households::columns() const {
  return {.load_kwh = load_kwh(),
          .generation_kwh = generation_kwh(),
          .battery_energy_kwh = batteries_.energy_kwh(),
          .battery_charged_kwh = batteries_.charged_kwh(),
          .deficiency_kwh = deficiency_kwh_,
          .stored_offer_kwh = stored_offer_kwh_,
          .shed_kwh = residual_.shed_kwh,
          .residual = residual_};
}

}  // namespace peerwatt::agents
