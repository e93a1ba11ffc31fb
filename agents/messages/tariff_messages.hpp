#pragma once

#include <cstdint>

#include "engine/core/simulated_time.hpp"

#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// What prosumers are asked to tell after a round: nothing; their residual demand as a function of
// the price, to the CPS; or what it is at the announced price, to their auctioneer, who tells the
// CPS the sums.
enum class Reporting : std::uint8_t { kNone, kResidualDemand, kResidualTotals };

// CPS -> prosumers and auctioneers.
struct TariffNotice {
  RoundId round;
  SimTime announced_at;
  Prices prices;
  bool is_peak = false;
  Reporting reporting = Reporting::kNone;
};

}  // namespace peerwatt::agents
