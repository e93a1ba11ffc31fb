#pragma once

#include "agents/bidding/terms.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// Auctioneer -> prosumers who learn from it: a price that was heard in the market.
struct ShoutNotice {
  RoundId round;
  bidding::Shout shout;
};

}  // namespace peerwatt::agents
