#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "engine/network/distribution_network.hpp"

#include "agents/bidding/reservation_catalogue.hpp"
#include "agents/bidding/strategy_catalogue.hpp"
#include "agents/devices/battery_bank.hpp"
#include "agents/devices/inverter.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/scenario/placement.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// How a prosumer acts in a continuous double auction.
struct BiddingHabits {
  bidding::StrategyId strategy{};
  scenario::Arrivals arrivals{};
  double visits_per_gate = 0;
  double first_at = 0;  // part of the time until the gate closes
  double revise_s = 0;
  double order_lifetime_s = 0;
};

// What the homes of a group draw of reactive power.
struct ReactivePowers {
  double load_share = 0;        // kvar per kW of the load
  double generation_share = 0;  // kvar per kW of the PV, where a power factor is all there is
  devices::InverterSettings inverter;
};

// Reactive energy of a prosumer in a slot, kvarh; positive where it is drawn.
struct ReactiveEnergy {
  double load = 0;
  double inverter = 0;
};

// The prosumers as the scenario's groups make them, by column: who lives where, and what is drawn
// once for each of them and more than one room asks for; a device that only consumes or generates
// draws what it needs itself. Draws are addressed by group name and member number: neither the
// order of the groups nor further members change anybody else's.
//
// Invariant: prosumers are numbered zone by zone; those of a zone in the order of the groups, and
// of a group in that of its members. So a zone, and zones that follow each other, are ranges of
// rows.
struct Community {
  template <class T>
  using Column = IdVector<ProsumerId, T>;

  Column<std::string> names;
  Column<std::uint32_t> groups;      // numbers of the scenario's groups
  Column<std::uint32_t> members;     // numbers in the group, from 0
  Column<std::uint64_t> identities;  // of the random numbers
  Column<BusId> buses;
  Column<ZoneId> zones;
  Column<network::Phase> phases;  // that their connections are on
  Column<double> pv_capacity_kw;
  Column<devices::BatteryParameters> batteries;
  Column<double> flexible_share;
  Column<double> choke_price;  // currency/kWh
  Column<bidding::ReservationRule> reservation;
  Column<double> battery_sale_share;       // of the energy above the reserve, per peak slot
  Column<market::ClassPremiums> premiums;  // currency/kWh
  Column<double> local_premium;
  Column<BiddingHabits> bidding;
  std::vector<ReactivePowers> reactive_powers;  // by group

  // Classes of energy are traded apart where they are worth different prices to anyone.
  // O(prosumers).
  market::ClassHandling class_handling() const;
  bool learns_from_stated_prices(ProsumerId prosumer) const;
  // What a prosumer draws with what load of it is served and generated in a slot of so many hours.
  // Batteries draw none; nor is what an inverter draws in there that answers to the voltage.
  ReactiveEnergy reactive_kvarh(ProsumerId prosumer, double served_kwh, double generation_kwh,
                                double hours) const;
  double inverter_kva(ProsumerId prosumer) const {
    return pv_capacity_kw[prosumer] * reactive_powers[groups[prosumer]].inverter.kva_per_kw;
  }
  bool answers_to_voltage(ProsumerId prosumer) const {
    return pv_capacity_kw[prosumer] > 0 &&
           devices::answers_to_voltage(reactive_powers[groups[prosumer]].inverter.reactive_power);
  }

  // What an inverter that answers can draw or feed in beside its active power; 0 for others.
  double inverter_limit_kvar(ProsumerId prosumer, double generation_kwh, double hours) const;

  IdRange<ProsumerId> in_zones(IdRange<ZoneId> range) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(names.size()); }
  IdRange<ProsumerId> prosumers() const { return names.ids(); }
};

// Placement and network are those of the scenario, whose feeder is not looked at. Throws InputError
// where a group finds no bus.
Community make_community(const scenario::Scenario& scenario, const scenario::Placement& placement,
                         const network::DistributionNetwork& network);

}  // namespace peerwatt::agents
