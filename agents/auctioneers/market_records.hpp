#pragma once

#include <cstdint>

#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/call_market_place.hpp"
#include "agents/auctioneers/event_log.hpp"
#include "agents/messages/order_book_messages.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// Where and when something happened at a market place.
struct MarketScene {
  SimTime time;
  RoundId round;
  std::int32_t zone = -1;  // -1: above the neighbourhoods
};

recording::Outcome outcome(const OrderResult& result);

recording::OrderRecord order_record(const OrderMessage& order, std::uint32_t prosumer,
                                    std::uint32_t zone, SimTime time);
recording::OrderRecord book_order_record(const BookOrder& order, std::uint32_t prosumer,
                                         std::uint32_t zone, SimTime time);

// Writes down the orders that a market place has cleared, and what became of them.
void log_orders(std::span<const OrderResult> results, const MarketScene& scene, EventLog& log);

// Writes down the trades of a call market. `coalition_of(prosumer)` is a coalition's number.
template <class CoalitionOf>
void log_trades(const CallMarketPlace& market, const MarketScene& scene, CoalitionOf&& coalition_of,
                EventLog& log) {
  market.for_each_trade([&](recording::TradeRecord trade) {
    trade.time = scene.time;
    trade.slot = scene.round.slot;
    trade.zone = scene.zone;
    trade.coalition = coalition_of(trade.seller >= 0 ? trade.seller : trade.buyer);
    log.add(trade);
  });
}

}  // namespace peerwatt::agents
