#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "engine/core/id.hpp"
#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/call_market_place.hpp"
#include "agents/auctioneers/event_log.hpp"
#include "agents/auctioneers/order_result.hpp"
#include "agents/coalitions/neighbourhood.hpp"
#include "agents/coalitions/network_charge.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/round.hpp"
#include "agents/published/market_totals.hpp"

namespace peerwatt::agents {

// How the prosumers of a zone trade in a round, from its first order or announcement until the gate
// closes. Its auctioneer lets in the orders that come in time.
class ZoneMarket {
 public:
  using TradeReceiver = std::function<void(const recording::TradeRecord&)>;

  virtual ~ZoneMarket() = default;
  ZoneMarket(const ZoneMarket&) = delete;
  ZoneMarket& operator=(const ZoneMarket&) = delete;

  // A round begins; the orders of the one before are gone.
  virtual void open(RoundId round) = 0;
  // Takes an order of a member of the zone.
  virtual void take(MemberId member, SimTime arrival, const OrderMessage& message) = 0;
  // Clears what has not traded yet, at the CPS's prices of the round.
  virtual MarketTotals close(const Prices& prices) = 0;

  // Of the round that was closed last: every order, or of an order book every member's latest.
  virtual std::span<const OrderResult> results() const = 0;
  // Calls `receive` with every trade of that round: time, traders, quantity, prices, rule and class
  // are filled in. Call markets trade when they are cleared, at `cleared_at`.
  virtual void for_each_trade(SimTime cleared_at, const TradeReceiver& receive) const = 0;
  // Returns an order that came as the trace has it.
  virtual recording::OrderRecord record(const OrderMessage& message, SimTime arrival) const = 0;
  // Writes down the orders of the round that are not in the log yet.
  virtual void log_orders(RoundId round, EventLog& log) const = 0;

  // The call markets in which the zone trades; none where it has an order book.
  virtual std::span<const CallMarketPlace> call_markets() const { return {}; }
  // By member, where coalitions form: 0, 1, ... or game::kSingle; else empty.
  virtual std::span<const std::int32_t> partition() const { return {}; }
  // What the orders state, by member, and the spread of the grid's prices; empty in an order book.
  virtual game::TradingTerms terms() const { return {}; }
  // On trades within a coalition, which is the zone where that is one market.
  virtual game::NetworkCharge network_charge(std::size_t) const { return {}; }

 protected:
  ZoneMarket() = default;
};

}  // namespace peerwatt::agents
