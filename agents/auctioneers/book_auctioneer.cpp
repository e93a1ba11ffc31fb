#include "agents/auctioneers/book_auctioneer.hpp"

#include "agents/auctioneers/market_records.hpp"

namespace peerwatt::agents {

void BookAuctioneer::open(RoundId round) {
  round_ = round;
  market_.open(round);
  logged_.assign(logged_.size(), kNone);
}

void BookAuctioneer::take(std::uint32_t member, std::uint32_t prosumer, const BookOrder& order) {
  if (services_.log.is_on()) log_order(member, prosumer, order);
  const BookEffect effect = market_.take(member, prosumer, services_.simulation.now(), order);
  for (const BookTrade& trade : effect.trades) notify_of(order.side, trade);
  if (effect.rests) announce({order.side, order.limit_price, bidding::Response::kIgnored});
  if (services_.log.is_on()) log_quote();
}

// A trade says that the stated price of the order that rested was accepted.
void BookAuctioneer::notify_of(market::Side incoming, const BookTrade& trade) {
  for (const std::uint32_t prosumer : {trade.seller, trade.buyer}) {
    services_.channels.trade_notice.send(services_.directory.auctioneer(zone_),
                                         services_.directory.prosumer(prosumer),
                                         {round_, trade.quantity_kwh});
  }
  const market::Side rested =
      incoming == market::Side::kSell ? market::Side::kBuy : market::Side::kSell;
  announce({rested, trade.price, bidding::Response::kAccepted});
}

void BookAuctioneer::announce(const bidding::StatedPrice& stated_price) {
  for (const std::uint32_t prosumer : listeners_) {
    services_.channels.stated_price.send(services_.directory.auctioneer(zone_),
                                         services_.directory.prosumer(prosumer),
                                         {round_, stated_price});
  }
}

MarketTotals BookAuctioneer::close(const Prices& prices) {
  if (services_.log.is_on()) {
    for (const OrderResult& result : market_.results()) {
      // Of a member whose order was lost on the way, and only its withdrawal came, there is none.
      const std::uint32_t member = market_.member_of(result);
      const std::size_t logged = member < logged_.size() ? logged_[member] : kNone;
      if (logged == kNone) continue;
      if (services_.log.orders()[logged].outcome != recording::Outcome::kCancelled) {
        services_.log.set_outcome(logged, outcome(result));
      }
    }
  }
  return market_.close(prices);
}

void BookAuctioneer::log_order(std::uint32_t member, std::uint32_t prosumer,
                               const BookOrder& order) {
  if (member >= logged_.size()) logged_.resize(member + 1, kNone);
  std::size_t& latest = logged_[member];
  const bool cancels = order.action == BookAction::kCancel;
  if (latest != kNone) {
    const auto before = services_.log.orders()[latest].outcome;
    if (before != recording::Outcome::kCancelled) {
      services_.log.set_outcome(
          latest, cancels ? recording::Outcome::kCancelled : recording::Outcome::kReplaced);
    }
  }
  if (cancels) return;
  latest = services_.log.add(book_order_record(order, prosumer, zone_, services_.simulation.now()));
}

void BookAuctioneer::log_quote() {
  const auto bid = market_.book().best(market::Side::kBuy);
  const auto ask = market_.book().best(market::Side::kSell);
  recording::QuoteRecord quote;
  quote.time = services_.simulation.now();
  quote.slot = round_.slot;
  quote.round = round_.round;
  quote.zone = static_cast<std::int32_t>(zone_);
  if (bid) quote.best_bid = bid->limit_price;
  if (ask) quote.best_ask = ask->limit_price;
  services_.log.add(quote);
}

void BookAuctioneer::log_trades(RoundId round, std::int32_t coalition) const {
  for (const BookTrade& trade : market_.trades()) {
    recording::TradeRecord record;
    record.time = trade.time;
    record.slot = round.slot;
    record.zone = static_cast<std::int32_t>(zone_);
    record.coalition = coalition;
    record.seller = static_cast<std::int32_t>(trade.seller);
    record.buyer = static_cast<std::int32_t>(trade.buyer);
    record.quantity_kwh = trade.quantity_kwh;
    record.price_buyer = record.price_seller = trade.price;
    record.mechanism = static_cast<std::int8_t>(market::MechanismId::kContinuousDoubleAuction);
    record.energy_class = recording::EnergyClass::kAny;  // a book does not tell sources apart
    services_.log.add(record);
  }
}

}  // namespace peerwatt::agents
