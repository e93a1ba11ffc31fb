#pragma once

#include <cstdint>

#include "engine/core/id.hpp"

#include "agents/messages/order_messages.hpp"

namespace peerwatt::agents {

// How a member's share of its coalition is settled with the others; currency.
struct ShareSettlement {
  double paid = 0;        // to other members
  double half_width = 0;  // of the 95 % confidence interval of the share
};

// Auctioneer -> prosumer: the trades that stand, and the prices of the slot. Repeated until
// received.
struct Statement {
  std::int32_t slot = kNoSlot;
  CoalitionId coalition;
  bool is_peak = false;
  Prices prices;
  market::Fill fill{};
  ShareSettlement share{};
};

// Prosumer -> CPS: what its meter shows. Repeated until received.
struct MeterReport {
  std::int32_t slot = kNoSlot;
  double bought_kwh = 0;
  double bought_elastic_kwh = 0;  // the flexible part of it
  double sold_kwh = 0;
  double reduction_kwh = 0;  // by which it took less for the virtual power plant
};

}  // namespace peerwatt::agents
