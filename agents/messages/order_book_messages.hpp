#pragma once

#include <cstdint>

#include "agents/bidding/terms.hpp"
#include "agents/market/order.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

enum class BookAction : std::uint8_t { kPlace, kReplace, kCancel };

// Prosumer -> auctioneer of an order book: its one order, or what it changes it to. The quantity
// counts what has been traded already.
struct BookOrder {
  RoundId round;
  BookAction action = BookAction::kPlace;
  market::Side side = market::Side::kBuy;
  double quantity_kwh = 0;
  double limit_price = 0;
};

// Auctioneer -> prosumer: its order has traded.
struct TradeNotice {
  RoundId round;
  double energy_kwh = 0;
};

// Auctioneer -> prosumers who learn from it: a price that was stated in the market.
struct StatedPriceNotice {
  RoundId round;
  bidding::StatedPrice stated_price;
};

}  // namespace peerwatt::agents
