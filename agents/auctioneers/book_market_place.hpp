#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/id_vector.hpp"
#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/order_result.hpp"
#include "agents/market/order_book/order_book.hpp"
#include "agents/published/market_totals.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::agents {

// What an order that came did; the spans hold until the next one.
struct BookEffect {
  std::span<const recording::TradeRecord> trades;
  bool rests = false;
};

// A market place with an order book: orders trade as they come. Every member has one order at a
// time, whose quantity counts what it has traded in the round already.
class BookMarketPlace {
 public:
  // A round begins; the orders of the one before are gone.
  void open();
  // Takes an order of a member, who has this index among the members of the zone.
  BookEffect take(MemberId member, SimTime now, const OrderMessage& message);
  // What the trades are worth to those who made them, the book does not know.
  MarketTotals totals() const;

  const market::OrderBook& book() const { return book_; }
  // By member who has ordered in the round: its latest order, and what all of them traded.
  std::span<const OrderResult> results() const { return results_; }
  // Of the round: time, traders, quantity, price, rule and class are filled in.
  std::span<const recording::TradeRecord> trades() const { return trades_; }
  // Whose order the result with this index is about.
  MemberId member_of(std::size_t result) const { return members_[result]; }

 private:
  struct Standing {
    market::Ticket ticket;
    std::uint32_t result = kNoIndex;  // index of its result, once there was an order in the round
  };

  OrderResult& result_of(MemberId member) { return results_[standing_[member].result]; }
  OrderResult& join(MemberId member, SimTime now, const OrderMessage& message);
  market::Receipt change(MemberId member, const OrderMessage& message);
  void settle(MemberId member, SimTime now, const market::Execution& execution);

  market::OrderBook book_;
  IdVector<MemberId, Standing> standing_;
  std::vector<MemberId> members_;  // by result
  std::vector<OrderResult> results_;
  std::vector<recording::TradeRecord> trades_;
};

}  // namespace peerwatt::agents
