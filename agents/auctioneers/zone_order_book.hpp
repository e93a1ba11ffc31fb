#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "engine/kernel/simulation.hpp"

#include "agents/auctioneers/book_market_place.hpp"
#include "agents/auctioneers/zone_market.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// What the order books of all zones work with.
struct OrderBookTools {
  const Directory& directory;
  kernel::Simulation& simulation;
  Channels& channels;
  EventLog& log;
};

// The order book of a zone: takes orders as they come, tells those who trade, and tells those who
// learn from it what prices are received.
class ZoneOrderBook final : public ZoneMarket {
 public:
  // `listeners`: prosumers who learn from prices.
  ZoneOrderBook(ZoneId zone, std::vector<ProsumerId> listeners, const OrderBookTools& tools);

  void open(RoundId round) override;
  void take(MemberId member, SimTime arrival, const OrderMessage& message) override;
  MarketTotals close(const Prices& prices) override;

  std::span<const OrderResult> results() const override { return market_.results(); }
  void for_each_trade(SimTime cleared_at, const TradeReceiver& receive) const override;
  recording::OrderRecord record(const OrderMessage& message, SimTime arrival) const override;
  // Orders are in the log when they come.
  void log_orders(RoundId, EventLog&) const override {}

 private:
  void send_trade_notices(const recording::TradeRecord& trade);
  void announce(const bidding::StatedPrice& stated_price);
  void log_order(MemberId member, SimTime arrival, const OrderMessage& message);
  void log_quote(SimTime now);
  void log_outcomes();

  ZoneId zone_;
  std::vector<ProsumerId> listeners_;
  OrderBookTools tools_;
  RoundId round_;
  BookMarketPlace market_;
  // The latest order of each in the log.
  IdVector<MemberId, std::optional<std::size_t>> logged_;
};

}  // namespace peerwatt::agents
