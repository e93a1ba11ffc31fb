#pragma once

#include <cstdint>

#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// What the CPS announced, sold and bought in a slot; energies in kWh, money in currency.
struct CpsAccount {
  bool is_peak = false;
  Prices prices;
  double other_demand_kwh = 0;
  double losses_kwh = 0;           // of the network, sold to its operator
  double expected_losses_kwh = 0;  // those of the slot before, which the CPS counts on
  double supply_kwh = 0;           // to prosumers
  double supply_elastic_kwh = 0;   // the flexible part of it
  double feed_in_kwh = 0;
  double reduction_kwh = 0;  // delivered by the virtual power plant
  double reduction_paid = 0;
  std::int64_t rounds = 0;
  bool searched = false;  // for the price, in peak slots
  bool converged = true;  // and every prosumer answered the price that holds
  bool capped = false;
};

// What the CPS generates whatever the prosumers do, as it knows when it sets its price, kWh.
inline double expected_demand_kwh(const CpsAccount& account) {
  return account.other_demand_kwh + account.expected_losses_kwh;
}

// How far a request for a reduction in a slot has come, kWh.
struct ReductionAccount {
  double requested_kwh = 0;
  double promised_kwh = 0;  // by all zones
  double called_kwh = 0;    // what is taken of it
};

}  // namespace peerwatt::agents
