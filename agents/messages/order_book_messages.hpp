#pragma once

#include "agents/bidding/terms.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// Auctioneer -> prosumers who learn from it: a price that was stated in the market.
struct StatedPriceNotice {
  RoundId round;
  bidding::StatedPrice stated_price;
};

}  // namespace peerwatt::agents
