#include "agents/auctioneers/book_market_place.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

void enter(double quantity_kwh, double price, OrderResult& result) {
  result.award.quantity_kwh += quantity_kwh;
  result.award.auction_kwh += quantity_kwh;
  result.award.money += quantity_kwh * price;
}

}  // namespace

void BookMarketPlace::open(RoundId) {
  book_.clear();
  results_.clear();
  members_.clear();
  trades_.clear();
  standing_.assign(standing_.size(), {});
}

BookEffect BookMarketPlace::take(std::uint32_t member, std::uint32_t prosumer, SimTime now,
                                 const BookOrder& order) {
  if (member >= standing_.size()) standing_.resize(member + 1);
  Standing& standing = standing_[member];
  if (standing.result == kNone) {
    standing.result = static_cast<std::uint32_t>(results_.size());
    members_.push_back(member);
    results_.push_back({.prosumer = prosumer, .arrival = now, .award = {.side = order.side}});
  }
  OrderResult& result = result_of(member);
  if (order.action == BookAction::kCancel) {
    book_.cancel(standing.ticket);
    return {};
  }
  result.quantity_kwh = order.quantity_kwh;
  result.limit_price = result.limit_elsewhere = order.limit_price;
  const std::size_t first = trades_.size();
  const market::Receipt receipt = change(member, order);
  standing.ticket = receipt.ticket;
  for (const market::Execution& execution : receipt.executions) settle(member, now, execution);
  return {std::span{trades_}.subspan(first), receipt.state == market::OrderState::kResting};
}

// Replaces the order that rests, or places what a done one has left.
market::Receipt BookMarketPlace::change(std::uint32_t member, const BookOrder& order) {
  const market::Ticket ticket = standing_[member].ticket;
  const double traded = result_of(member).award.quantity_kwh;
  if (book_.unfilled_kwh(ticket) > 0) {
    const double before = traded - book_.executed_kwh(ticket);  // by orders that were cancelled
    return book_.replace(ticket, std::max(0.0, order.quantity_kwh - before), order.limit_price);
  }
  return book_.submit({.side = order.side,
                       .quantity_kwh = std::max(0.0, order.quantity_kwh - traded),
                       .limit_price = order.limit_price,
                       .owner = member});
}

void BookMarketPlace::settle(std::uint32_t member, SimTime now,
                             const market::Execution& execution) {
  OrderResult& incoming = result_of(member);
  OrderResult& resting = result_of(execution.resting_owner);
  enter(execution.quantity_kwh, execution.price, incoming);
  enter(execution.quantity_kwh, execution.price, resting);
  const bool sells = incoming.award.side == market::Side::kSell;
  trades_.push_back({.time = now,
                     .seller = sells ? incoming.prosumer : resting.prosumer,
                     .buyer = sells ? resting.prosumer : incoming.prosumer,
                     .quantity_kwh = execution.quantity_kwh,
                     .price = execution.price});
}

// What the trades are worth to those who made them, the book does not know.
MarketTotals BookMarketPlace::close(const Prices&) {
  MarketTotals totals;
  for (const BookTrade& trade : trades_) {
    totals.add({.volume_kwh = trade.quantity_kwh,
                .auction_kwh = trade.quantity_kwh,
                .mid_market_kwh = 0,
                .paid = trade.quantity_kwh * trade.price,
                .earned = trade.quantity_kwh * trade.price,
                .auction_welfare = 0,
                .welfare = 0,
                .max_welfare = 0,
                .prices = {trade.price, trade.price},
                .classes = {{{trade.quantity_kwh, trade.quantity_kwh * trade.price}, {}}},
                .has_coalition = true});
  }
  return totals;
}

}  // namespace peerwatt::agents
