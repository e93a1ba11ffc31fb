#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/community.hpp"
#include "agents/devices/battery_bank.hpp"
#include "agents/energy_meters.hpp"
#include "agents/game/flexible_demand.hpp"

namespace peerwatt::agents {

// What a house gives to a virtual power plant, kWh.
struct Reduction {
  double battery_kwh = 0;   // discharged beyond what its policy says
  double flexible_kwh = 0;  // of its load, not taken
};

// What the prosumers' own devices leave of a slot, by column: PV serves the load of its house, the
// battery what it can, and then there is a surplus or a deficiency (model, section 2). The devices
// of a house run once per slot.
class Households {
 public:
  Households(const Community& community, EnergyMeters& meters, double slot_hours);

  // The physical truth of the slot begins, for everybody.
  void advance(const devices::Slot& slot) { meters_.advance(slot); }
  // Runs the devices of one house, unless they have run in this slot. Returns whether they had not.
  bool open(std::uint32_t prosumer, std::int32_t slot, bool is_peak);

  // Gives a reduction on top of what the devices of the house have done in the slot. What its
  // battery discharges serves its own load first, and is then for sale.
  void give(std::uint32_t prosumer, const Reduction& reduction);

  std::int32_t slot(std::uint32_t prosumer) const { return slot_[prosumer]; }  // -1: none yet
  double for_sale_kwh(std::uint32_t prosumer) const { return for_sale_kwh_[prosumer]; }
  // After own supply, before any trade.
  game::ResidualDemand residual(std::uint32_t prosumer, double reference_price) const {
    return {.must_kwh = must_missing_kwh_[prosumer],
            .served_kwh = flexible_served_kwh_[prosumer],
            .flexible = {.most_kwh = flexible_kwh_[prosumer],
                         .choke_price = community_.choke_price[prosumer],
                         .reference_price = reference_price,
                         .given_up_kwh = given_up_kwh_[prosumer]}};
  }

  // Energy of the slot, kWh.
  std::span<const double> load_kwh() const { return meters_.load_kwh(); }
  std::span<const double> generation_kwh() const { return meters_.generation_kwh(); }
  std::span<const double> deficiency_kwh() const { return deficiency_kwh_; }
  std::span<const double> surplus_kwh() const { return surplus_kwh_; }
  std::span<const double> given_up_kwh() const { return given_up_kwh_; }
  const devices::BatteryBank& batteries() const { return batteries_; }

 private:
  const Community& community_;
  EnergyMeters& meters_;
  devices::BatteryBank batteries_;
  std::vector<std::int32_t> slot_;  // that the columns below are about
  std::vector<double> deficiency_kwh_;
  std::vector<double> surplus_kwh_;
  std::vector<double> for_sale_kwh_;         // the part of it that comes out of the battery
  std::vector<double> must_missing_kwh_;     // of the part of the load that must be served
  std::vector<double> flexible_kwh_;         // x: the part that may go unserved
  std::vector<double> flexible_served_kwh_;  // by own supply
  std::vector<double> given_up_kwh_;         // of the flexible part, whatever it costs
};

}  // namespace peerwatt::agents
