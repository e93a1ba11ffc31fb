#include "agents/auctioneers/book_market_place.hpp"

#include <algorithm>

#include "agents/market/mechanism_id.hpp"

namespace peerwatt::agents {
namespace {

void add_trade(double quantity_kwh, double price, market::Fill& fill) {
  fill.quantity_kwh += quantity_kwh;
  fill.auction_kwh += quantity_kwh;
  fill.money += quantity_kwh * price;
}

}  // namespace

void BookMarketPlace::open() {
  book_.clear();
  results_.clear();
  members_.clear();
  trades_.clear();
  standing_.assign(standing_.size(), {});
}

BookEffect BookMarketPlace::take(MemberId member, SimTime now, const OrderMessage& message) {
  OrderResult& result = join(member, now, message);
  Standing& standing = standing_[member];
  if (message.action == OrderAction::kCancel) {
    book_.cancel(standing.ticket);
    return {};
  }
  result.order.quantity_kwh = message.order.quantity_kwh;
  result.order.limit_price = result.limit_elsewhere = message.order.limit_price;
  const std::size_t first = trades_.size();
  const market::Receipt receipt = change(member, message);
  standing.ticket = receipt.ticket;
  for (const market::Execution& execution : receipt.executions) settle(member, now, execution);
  return {std::span{trades_}.subspan(first), receipt.state == market::OrderState::kResting};
}

// The member's result, from its first order of the round on.
OrderResult& BookMarketPlace::join(MemberId member, SimTime now, const OrderMessage& message) {
  if (member.index() >= standing_.size()) standing_.resize(member.index() + 1);
  if (standing_[member].result == kNoIndex) {
    standing_[member].result = static_cast<std::uint32_t>(results_.size());
    members_.push_back(member);
    results_.push_back({.order = {.arrival = now.microseconds(), .owner = message.order.owner},
                        .fill = {.side = message.side}});
  }
  return result_of(member);
}

// Replaces the order that rests, or places what a done one has left.
market::Receipt BookMarketPlace::change(MemberId member, const OrderMessage& message) {
  const market::Ticket ticket = standing_[member].ticket;
  const double traded = result_of(member).fill.quantity_kwh;
  market::Order order = message.order;
  if (book_.unfilled_kwh(ticket) > 0) {
    const double before = traded - book_.executed_kwh(ticket);  // by orders that were cancelled
    return book_.replace(ticket, std::max(0.0, order.quantity_kwh - before), order.limit_price);
  }
  order.quantity_kwh = std::max(0.0, order.quantity_kwh - traded);
  order.owner = member.index();
  return book_.submit(message.side, order);
}

// A book does not tell sources of energy apart.
void BookMarketPlace::settle(MemberId member, SimTime now, const market::Execution& execution) {
  OrderResult& incoming = result_of(member);
  OrderResult& resting = result_of(MemberId{execution.resting_owner});
  add_trade(execution.quantity_kwh, execution.price, incoming.fill);
  add_trade(execution.quantity_kwh, execution.price, resting.fill);
  const bool sells = incoming.fill.side == market::Side::kSell;
  recording::TradeRecord trade;
  trade.time = now;
  trade.seller = (sells ? incoming : resting).prosumer().number();
  trade.buyer = (sells ? resting : incoming).prosumer().number();
  trade.quantity_kwh = execution.quantity_kwh;
  trade.price_buyer = trade.price_seller = execution.price;
  trade.mechanism = static_cast<std::int8_t>(market::MechanismId::kContinuousDoubleAuction);
  trade.energy_class = recording::EnergyCode::kAny;
  trades_.push_back(trade);
}

MarketTotals BookMarketPlace::totals() const {
  MarketTotals totals;
  for (const recording::TradeRecord& trade : trades_) {
    const double kwh = trade.quantity_kwh, price = trade.price_buyer;
    totals.add({.volume_kwh = kwh,
                .auction_kwh = kwh,
                .mid_market_kwh = 0,
                .paid = kwh * price,
                .earned = kwh * price,
                .auction_welfare = 0,
                .welfare = 0,
                .max_welfare = 0,
                .prices = {price, price},
                .classes = {{{kwh, kwh * price}, {}}},
                .has_coalition = true});
  }
  return totals;
}

}  // namespace peerwatt::agents
