#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "agents/auctioneers/market_place.hpp"
#include "agents/market/order_book/order_book.hpp"
#include "agents/messages/order_book_messages.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// A trade in an order book, at one price for both.
struct BookTrade {
  SimTime time;
  std::uint32_t seller = 0;
  std::uint32_t buyer = 0;
  double quantity_kwh = 0;
  double price = 0;  // currency/kWh
};

// What an order that came did; the spans hold until the next one.
struct BookEffect {
  std::span<const BookTrade> trades;
  bool rests = false;
};

// A market place with an order book: orders trade as they come. Every member has one order at a
// time, whose quantity counts what it has traded in the round already.
class BookMarketPlace final : public MarketPlace {
 public:
  // Takes an order of a member, by its index in the zone.
  BookEffect take(std::uint32_t member, std::uint32_t prosumer, SimTime now,
                  const BookOrder& order);

  void open(RoundId round) override;
  MarketTotals close(const Prices& prices) override;

  const market::OrderBook& book() const { return book_; }
  std::span<const BookTrade> trades() const { return trades_; }  // of the round
  // Whose order a result of the round is about.
  std::uint32_t member_of(const OrderResult& result) const {
    return members_[static_cast<std::size_t>(&result - results_.data())];
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Standing {
    market::Ticket ticket;
    std::uint32_t result = kNone;  // index in the results, once there was an order in the round
  };

  OrderResult& result_of(std::uint32_t member) { return results_[standing_[member].result]; }
  market::Receipt change(std::uint32_t member, const BookOrder& order);
  void settle(std::uint32_t member, SimTime now, const market::Execution& execution);

  market::OrderBook book_;
  std::vector<Standing> standing_;      // by member
  std::vector<std::uint32_t> members_;  // by result
  std::vector<BookTrade> trades_;
};

}  // namespace peerwatt::agents
