#pragma once

#include <cstdint>
#include <vector>

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
  explicit ProsumerLedger(std::size_t prosumers);

  // Takes over the trades that stand.
  void enter_trades(std::uint32_t prosumer, const Statement& statement, double reservation_price);
  // Buys from the CPS what is worth its price, sells it what is left over, and sums up.
  // Returns what the meter shows.
  MeterReport settle(std::uint32_t prosumer, const SlotPosition& position);

  std::vector<Prices> prices;
  std::vector<double> reservation_price;
  std::vector<std::int32_t> coalition;
  std::vector<double> surplus_kwh;  // stored energy counts as far as it was sold
  std::vector<double> p2p_bought_kwh;
  std::vector<double> p2p_sold_kwh;
  std::vector<double> stored_sold_kwh;  // the part of it that was offered as stored energy
  std::vector<double> auction_bought_kwh;
  std::vector<double> auction_sold_kwh;
  std::vector<double> p2p_paid;
  std::vector<double> p2p_earned;
  std::vector<double> network_charge;
  std::vector<double> coalition_transfer;
  std::vector<double> share_half_width;
  std::vector<double> grid_bought_kwh;
  std::vector<double> grid_sold_kwh;
  std::vector<double> unserved_kwh;
  std::vector<double> comfort_lost;  // what the unserved flexible load would have been worth
  std::vector<double> reduction_kwh;
  std::vector<double> reduction_paid;  // to the prosumer
  std::vector<double> balance;
};

}  // namespace peerwatt::agents
