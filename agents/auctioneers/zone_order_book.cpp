#include "agents/auctioneers/zone_order_book.hpp"

#include <utility>

#include "agents/auctioneers/market_records.hpp"

namespace peerwatt::agents {
namespace {

market::Side other(market::Side side) {
  return side == market::Side::kSell ? market::Side::kBuy : market::Side::kSell;
}

}  // namespace

ZoneOrderBook::ZoneOrderBook(ZoneId zone, std::vector<ProsumerId> listeners,
                             const OrderBookTools& tools)
    : zone_{zone}, listeners_{std::move(listeners)}, tools_{tools} {}

void ZoneOrderBook::open(RoundId round) {
  round_ = round;
  market_.open();
  logged_.assign(logged_.size(), std::nullopt);
}

// A trade says that the stated price of the order that rested was accepted.
void ZoneOrderBook::take(MemberId member, SimTime arrival, const OrderMessage& message) {
  if (tools_.log.is_on()) log_order(member, arrival, message);
  const BookEffect effect = market_.take(member, arrival, message);
  for (const recording::TradeRecord& trade : effect.trades) {
    send_trade_notices(trade);
    announce({other(message.side), trade.price_buyer, bidding::Response::kAccepted});
  }
  if (effect.rests) {
    announce({message.side, message.order.limit_price, bidding::Response::kIgnored});
  }
  if (tools_.log.is_on()) log_quote(arrival);
}

void ZoneOrderBook::send_trade_notices(const recording::TradeRecord& trade) {
  const auto send = [&](std::int32_t trader, market::Side side) {
    const auto prosumer = ProsumerId::from_number(trader);
    const market::Fill fill{.side = side,
                            .quantity_kwh = trade.quantity_kwh,
                            .auction_kwh = trade.quantity_kwh,
                            .money = trade.quantity_kwh * trade.price_buyer};
    tools_.channels.trade_notice.send(tools_.directory.auctioneer(zone_),
                                      tools_.directory.prosumer(prosumer),
                                      {round_, prosumer, fill});
  };
  send(trade.seller, market::Side::kSell);
  send(trade.buyer, market::Side::kBuy);
}

void ZoneOrderBook::announce(const bidding::StatedPrice& stated_price) {
  for (const ProsumerId prosumer : listeners_) {
    tools_.channels.stated_price.send(tools_.directory.auctioneer(zone_),
                                      tools_.directory.prosumer(prosumer), {round_, stated_price});
  }
}

MarketTotals ZoneOrderBook::close(const Prices&) {
  if (tools_.log.is_on()) log_outcomes();
  return market_.totals();
}

// Of a member whose order was lost on the way, and only its withdrawal came, there is none.
void ZoneOrderBook::log_outcomes() {
  for (std::size_t i = 0; i < market_.results().size(); ++i) {
    const MemberId member = market_.member_of(i);
    if (member.index() >= logged_.size() || !logged_[member]) continue;
    const std::size_t logged = *logged_[member];
    if (tools_.log.orders()[logged].outcome != recording::Outcome::kCancelled) {
      tools_.log.set_outcome(logged, outcome(market_.results()[i]));
    }
  }
}

recording::OrderRecord ZoneOrderBook::record(const OrderMessage& message, SimTime arrival) const {
  return order_record(message, arrival, zone_);
}

void ZoneOrderBook::log_order(MemberId member, SimTime arrival, const OrderMessage& message) {
  if (member.index() >= logged_.size()) logged_.resize(member.index() + 1);
  std::optional<std::size_t>& latest = logged_[member];
  const bool cancels = message.action == OrderAction::kCancel;
  if (latest && tools_.log.orders()[*latest].outcome != recording::Outcome::kCancelled) {
    tools_.log.set_outcome(
        *latest, cancels ? recording::Outcome::kCancelled : recording::Outcome::kReplaced);
  }
  if (cancels) return;
  latest = tools_.log.add(record(message, arrival));
}

void ZoneOrderBook::log_quote(SimTime now) {
  const auto bid = market_.book().best(market::Side::kBuy);
  const auto ask = market_.book().best(market::Side::kSell);
  recording::QuoteRecord quote;
  quote.time = now;
  quote.slot = round_.slot;
  quote.round = round_.round;
  quote.zone = zone_.number();
  if (bid) quote.best_bid = bid->limit_price;
  if (ask) quote.best_ask = ask->limit_price;
  tools_.log.add(quote);
}

void ZoneOrderBook::for_each_trade(SimTime, const TradeReceiver& receive) const {
  for (recording::TradeRecord trade : market_.trades()) {
    trade.zone = zone_.number();
    receive(trade);
  }
}

}  // namespace peerwatt::agents
