#pragma once

#include "engine/core/id.hpp"

#include "agents/devices/battery_bank.hpp"
#include "agents/devices/flexible_demand.hpp"

namespace peerwatt::devices {

// The load and the PV generation of a household in a slot, kWh.
struct HouseholdEnergy {
  double load_kwh = 0;
  double generation_kwh = 0;
  double flexible_share = 0;  // of the load
};

// What own supply leaves of a household's slot: PV serves the load, then the battery by its policy
// (model, section 2). Energies in kWh; deficiency and surplus are never both above zero.
struct OwnSupply {
  double deficiency_kwh = 0;
  double surplus_kwh = 0;             // of generation, after the battery has charged
  double inflexible_missing_kwh = 0;  // part of the deficiency that has to be served
  double flexible_kwh = 0;            // x: part of the load that may go unserved
  double served_flexible_kwh = 0;     // of x, by own supply

  // What the household would buy as a function of the price. Prices in currency/kWh.
  game::ResidualDemand residual(double choke_price, double reference_price) const {
    return {.inflexible_kwh = inflexible_missing_kwh,
            .served_flexible_kwh = served_flexible_kwh,
            .flexible = {.most_kwh = flexible_kwh,
                         .choke_price = choke_price,
                         .reference_price = reference_price}};
  }
};

// Runs the battery of a prosumer for its household.
OwnSupply supply_household(const HouseholdEnergy& household, BatteryBank& batteries,
                           ProsumerId owner, bool is_peak);

}  // namespace peerwatt::devices
