#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/network/distribution_network.hpp"

#include "agents/bidding/reservation_catalogue.hpp"
#include "agents/bidding/strategy_catalogue.hpp"
#include "agents/devices/battery_bank.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// The members of a group of the scenario: prosumers [first, first + count).
struct CommunityGroup {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

// How a prosumer acts in a continuous double auction.
struct BiddingHabits {
  bidding::StrategyId strategy{};
  scenario::Arrivals arrivals{};
  double visits_per_gate = 0;
  double first_at = 0;  // part of the time until the gate closes
  double revise_s = 0;
  double order_lifetime_s = 0;
};

// The prosumers as the scenario's groups make them, by column: who lives where, and what is drawn
// once for each of them and more than one room asks for; a device that only consumes or generates
// draws what it needs itself. Draws are addressed by group name and member number: neither the
// order of the groups nor further members change anybody else's.
struct Community {
  std::vector<CommunityGroup> groups;  // as in the scenario
  std::vector<std::string> names;
  std::vector<std::uint64_t> identities;  // of the random numbers
  std::vector<BusId> buses;
  std::vector<ZoneId> zones;
  std::vector<double> pv_capacity_kw;
  std::vector<devices::BatteryParameters> batteries;
  std::vector<double> flexible_share;
  std::vector<double> choke_price;  // currency/kWh
  std::vector<bidding::ReservationRule> reservation;
  std::vector<double> battery_sale_share;       // of the energy above the reserve, per peak slot
  std::vector<market::ClassPremiums> premiums;  // currency/kWh
  std::vector<double> local_premium;
  std::vector<BiddingHabits> bidding;

  // Classes of energy are traded apart where they are worth different prices to anyone.
  market::ClassHandling class_handling() const;
  bool learns_from_stated_prices(std::uint32_t prosumer) const;

  std::uint32_t size() const { return static_cast<std::uint32_t>(names.size()); }
};

// The scenario must be free of inconsistencies. Throws InputError where a group finds no bus.
Community make_community(const scenario::Scenario& scenario,
                         const network::DistributionNetwork& network);

}  // namespace peerwatt::agents
