#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/id_vector.hpp"

#include "agents/devices/flexible_demand.hpp"
#include "agents/messages/round.hpp"
#include "agents/messages/settlement_messages.hpp"

namespace peerwatt::agents {

// What a household gave to the virtual power plant, as its meter shows it.
struct Delivery {
  double energy_kwh = 0;
  double price = 0;  // currency/kWh
};

// A prosumer's position before settlement. The surplus includes the stored energy that was sold.
struct SlotPosition {
  double deficiency_kwh = 0;
  double surplus_kwh = 0;
  game::ResidualDemand demand;  // after own supply
  Delivery reduction = {};
};

// What the prosumers traded, bought, sold, left unserved and owe in the slot, by column; energies
// in kWh, money in currency, balances positive when the prosumer pays (model, section 6).
class ProsumerLedger {
 public:
  template <class T>
  using Column = IdVector<ProsumerId, T>;

  explicit ProsumerLedger(std::size_t prosumers);

  // Takes over the trades that stand.
  void enter_trades(ProsumerId prosumer, const Statement& statement, double reservation_price);
  // Buys from the CPS what is worth its price, sells it what is left over, and sums up.
  // Returns what the meter shows.
  MeterReport settle(ProsumerId prosumer, const SlotPosition& position);

  Column<Prices> prices;
  Column<double> reservation_price;
  Column<std::int32_t> coalition;  // the numbers of CoalitionIds
  Column<double> surplus_kwh;      // stored energy counts as far as it was sold
  Column<double> p2p_bought_kwh;
  Column<double> p2p_sold_kwh;
  Column<double> stored_sold_kwh;  // the part of it that was offered as stored energy
  Column<double> auction_bought_kwh;
  Column<double> auction_sold_kwh;
  Column<double> p2p_paid;
  Column<double> p2p_earned;
  Column<double> network_charge;
  Column<double> coalition_transfer;
  Column<double> share_half_width;
  Column<double> grid_bought_kwh;
  Column<double> grid_sold_kwh;
  Column<double> unserved_kwh;
  Column<double> comfort_lost;  // what the unserved flexible load would have been worth
  Column<double> reduction_kwh;
  Column<double> reduction_paid;  // to the prosumer
  Column<double> balance;
};

}  // namespace peerwatt::agents
