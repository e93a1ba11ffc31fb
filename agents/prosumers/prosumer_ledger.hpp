#pragma once

#include "agents/devices/flexible_demand.hpp"
#include "agents/messages/settlement_messages.hpp"
#include "agents/published/prosumer_accounts.hpp"

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

// Writes the accounts of the prosumers (model, section 6), each in its own row.
class ProsumerLedger {
 public:
  explicit ProsumerLedger(ProsumerAccounts& accounts) : accounts_{accounts} {}

  // Takes over the trades that stand.
  void enter_trades(ProsumerId prosumer, const Statement& statement, double reservation_price);
  // Says how much of what was sold came out of the battery, kWh.
  void enter_stored(ProsumerId prosumer, double kwh) { accounts_.stored_sold_kwh[prosumer] = kwh; }
  // Buys from the CPS what is worth its price, sells it what is left over, and sums up.
  // Returns what the meter shows.
  MeterReport settle(ProsumerId prosumer, const SlotPosition& position);

  const ProsumerAccounts& accounts() const { return accounts_; }

 private:
  ProsumerAccounts& accounts_;
};

}  // namespace peerwatt::agents
