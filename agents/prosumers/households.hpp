#pragma once

#include <algorithm>
#include <cstdint>

#include "agents/devices/battery_bank.hpp"
#include "agents/devices/flexible_demand.hpp"
#include "agents/devices/own_supply.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/energy_meters.hpp"
#include "agents/messages/round.hpp"
#include "agents/published/household_columns.hpp"

namespace peerwatt::agents {

// What a household gives to a virtual power plant, kWh.
struct Reduction {
  double battery_kwh = 0;   // discharged beyond what the battery's policy says
  double flexible_kwh = 0;  // of its load, not taken
};

// Where the energy that a household sells comes from, kWh.
struct Sale {
  double energy_kwh = 0;
  double stored_kwh = 0;  // the part offered as stored energy
};

// What the prosumers' own devices leave of a slot, by column (model, section 2). The devices of a
// household run once per slot. Stored energy that is offered for sale stays in the battery until it
// has been sold.
class Households {
 public:
  template <class T>
  using Column = Community::Column<T>;

  // `energy`: of the slot, measured before the devices of a household run in it.
  Households(const Community& community, const EnergyColumns& energy, double slot_hours);

  // Runs the devices of one household, unless they have run in this slot. Returns whether they had
  // not.
  bool open(ProsumerId prosumer, std::int32_t slot, bool is_peak);

  // Gives a reduction on top of what the devices of the household have done in the slot. What its
  // battery discharges serves its own load first; the rest is surplus.
  void give(ProsumerId prosumer, const Reduction& reduction);
  // Discharges what a sale takes out of the battery: the stored energy that was sold, less what a
  // reduction has discharged already. Returns it, kWh.
  double deliver(ProsumerId prosumer, const Sale& sale);

  // kNoSlot before the first.
  std::int32_t slot(ProsumerId prosumer) const { return slot_[prosumer]; }
  // Stored energy that the household offers: still in the battery, or discharged by a reduction and
  // not used by its own load.
  double stored_for_sale_kwh(ProsumerId prosumer) const { return stored_offer_kwh_[prosumer]; }
  // What it offers besides: surplus of its generation.
  double solar_for_sale_kwh(ProsumerId prosumer) const {
    return surplus_kwh_[prosumer] - given_surplus_kwh_[prosumer];
  }
  // What it would feed in after such a sale.
  double surplus_after(ProsumerId prosumer, const Sale& sale) const {
    const double from_surplus = sale.energy_kwh - from_battery_kwh(prosumer, sale);
    return std::max(0.0, surplus_kwh_[prosumer] - from_surplus);
  }
  // What its battery could give to a virtual power plant beside what it offers for sale; before it
  // has given anything.
  double spare_kwh(ProsumerId prosumer) const {
    return std::max(0.0, batteries_.spare_kwh(prosumer) - stored_offer_kwh_[prosumer]);
  }
  // After own supply, before any trade.
  game::ResidualDemand residual(ProsumerId prosumer, double reference_price) const {
    return residual_.demand(prosumer, community_.choke_price[prosumer], reference_price);
  }

  // Energy of the slot, kWh.
  const Column<double>& load_kwh() const { return energy_.load_kwh; }
  const Column<double>& generation_kwh() const { return energy_.generation_kwh; }
  const Column<double>& deficiency_kwh() const { return deficiency_kwh_; }
  // Before any trade, and without stored energy that is still in the battery.
  const Column<double>& surplus_kwh() const { return surplus_kwh_; }
  const Column<double>& stored_offer_kwh() const { return stored_offer_kwh_; }
  const Column<double>& shed_kwh() const { return residual_.shed_kwh; }
  const devices::BatteryBank& batteries() const { return batteries_; }
  // All that others may see.
  HouseholdColumns columns() const;

 private:
  double from_battery_kwh(ProsumerId prosumer, const Sale& sale) const {
    return std::max(0.0, sale.stored_kwh - given_surplus_kwh_[prosumer]);
  }

  const Community& community_;
  const EnergyColumns& energy_;
  devices::BatteryBank batteries_;
  Column<std::int32_t> slot_;  // that the columns below are about
  Column<double> deficiency_kwh_;
  Column<double> surplus_kwh_;
  Column<double> given_surplus_kwh_;  // the part of it that a reduction has discharged
  Column<double> stored_offer_kwh_;   // that, and what is offered out of the battery
  ResidualColumns residual_;
};

}  // namespace peerwatt::agents
