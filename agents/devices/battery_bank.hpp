#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "agents/devices/battery_policies.hpp"

namespace peerwatt::devices {

struct BatteryParameters {
  double capacity_kwh = 0;  // 0 = no battery
  double power_kw = 0;      // limit of charging and discharging at the terminals
  double round_trip_efficiency = 1;
  double reserve_kwh = 0;  // given only to a virtual power plant
  double initial_kwh = 0;
  BatteryPolicy policy = BatteryPolicy::kSelfConsumption;
};

// What a battery did in a slot, at its terminals [kWh]; one of the two is zero.
struct BatteryAction {
  double charged_kwh = 0;
  double discharged_kwh = 0;
};

// The batteries of all prosumers, by column. They serve their own household: they store what its
// generation leaves over, and cover what its load is missing. What they then hold may be offered
// for sale; it leaves the battery when it has been sold.
class BatteryBank {
 public:
  template <class T>
  using Column = IdVector<ProsumerId, T>;

  // `slot_hours`: length of a slot.
  BatteryBank(std::span<const BatteryParameters> batteries, double slot_hours);

  // Charges from `excess_generation_kwh` or discharges into `missing_kwh` (at most one of them
  // above zero). The loss of the round trip is split evenly: sqrt(eta) on the way in, sqrt(eta) on
  // the way out.
  BatteryAction operate(ProsumerId owner, double excess_generation_kwh, double missing_kwh,
                        bool is_peak);

  // After `operate`: `share` of the energy above the reserve, as far as the power limit lets it be
  // discharged; nothing in a slot in which the battery charged. kWh at the terminals.
  double sellable_kwh(ProsumerId owner, double share) const;
  // After `operate`: what the battery could discharge, down to empty, as far as the power limit
  // lets it; nothing in a slot in which the battery charged. kWh at the terminals.
  double spare_kwh(ProsumerId owner) const;
  // Discharges as much of that, kWh at the terminals.
  void discharge(ProsumerId owner, double energy_kwh);

  const Column<double>& energy_kwh() const { return energy_kwh_; }
  // Of the last operation, at the terminals; negative = discharged.
  const Column<double>& charged_kwh() const { return charged_kwh_; }

 private:
  Column<double> energy_kwh_;
  Column<double> charged_kwh_;
  Column<double> capacity_kwh_;
  Column<double> reserve_kwh_;
  Column<double> slot_limit_kwh_;
  Column<double> one_way_efficiency_;
  Column<Serving> serving_;
};

}  // namespace peerwatt::devices
