#pragma once

#include <cstdint>

#include "engine/core/simulated_time.hpp"

#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// CPS -> auctioneers -> prosumers: how much less would you take in the slot, at that price?
struct ReductionRequest {
  std::int32_t slot = kNoSlot;
  SimTime asked_at;
  bool is_peak = false;
  double price = 0;       // currency per kWh that is not taken
  double base_price = 0;  // p_base of the slot
};

// Prosumer -> auctioneer: what it could give. Auctioneer -> CPS: what its members promise.
struct ReductionOffer {
  std::int32_t slot = kNoSlot;
  double energy_kwh = 0;
};

// CPS -> auctioneers -> prosumers who offered: give that share of it.
struct ReductionCall {
  std::int32_t slot = kNoSlot;
  double share = 0;
};

}  // namespace peerwatt::agents
