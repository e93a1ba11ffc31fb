#pragma once

#include <cstdint>

#include "agents/devices/flexible_demand.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// Prosumer -> CPS: what it would still buy, as a function of the price, and what it would feed in.
struct ResidualReport {
  RoundId round;
  game::ResidualDemand demand;
  double surplus_kwh = 0;
};

// Prosumer -> auctioneer: what it would still buy at the announced price, and feed in.
struct ResidualAnswer {
  RoundId round;
  double elastic_kwh = 0;
  double inflexible_kwh = 0;
  double surplus_kwh = 0;
};

// Auctioneer -> CPS: the answers of its zone together. Repeated until received.
struct ResidualTotals {
  RoundId round;
  double elastic_kwh = 0;
  double inflexible_kwh = 0;
  double surplus_kwh = 0;
  std::uint32_t answers = 0;
};

}  // namespace peerwatt::agents
