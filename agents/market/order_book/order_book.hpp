#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "agents/market/order.hpp"
#include "agents/market/order_book/order_heap.hpp"
#include "agents/market/quanta.hpp"

namespace peerwatt::market {

// Names an order in the book that issued it, for as long as it rests there. Eight bytes, so that it
// travels in an event. A default ticket names none.
struct Ticket {
  std::uint32_t slot = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t issue = 0;

  friend bool operator==(const Ticket&, const Ticket&) = default;
};

// An order to trade at `limit_price` (currency/kWh) or better, now or later.
struct LimitOrder {
  Side side = Side::kBuy;
  double quantity_kwh = 0;
  double limit_price = 0;
  std::uint32_t owner = 0;
};

// A trade of an incoming order with a resting one, at the price of the latter.
struct Execution {
  Ticket resting;
  std::uint32_t resting_owner = 0;
  double quantity_kwh = 0;
  double price = 0;                 // currency/kWh
  double resting_unfilled_kwh = 0;  // 0: the resting order is done, its ticket void
};

enum class OrderState : std::uint8_t {
  kResting,
  kDone,     // nothing of it is left in the book
  kUnknown,  // no such order rests any more; nothing happened
};

// What became of an order that was submitted or replaced. The spans hold until the book's next
// change.
struct Receipt {
  OrderState state = OrderState::kUnknown;
  Ticket ticket;            // of what rests
  double executed_kwh = 0;  // in all, since it was submitted
  std::span<const Execution> executions;
  std::span<const Ticket> withdrawn;  // its owner's orders that it would have traded with
};

// A limit order book with price-time priority: an order that crosses trades at once with the best
// of the other side, the earliest first, each at the resting order's price; what is left of it
// rests. Logarithmic time, cancelling constant on average. Allocates nothing once warm.
//
// Quantities are counted in whole millionths of a watt-hour, rounded down: no order trades more
// than it states, sums are exact, and an order is either done or has at least one of them left.
//
// An owner never trades with itself: the resting order is cancelled (FIX 5.0 SP2, tag 2964,
// "cancel passive"), for the newer one says what its owner wants.
class OrderBook {
 public:
  // The quantity must be finite and none negative, below 4e9 kWh, the price finite.
  Receipt submit(const LimitOrder& order);

  // False when the order was done before.
  bool cancel(Ticket ticket);

  // Changes price and quantity. `total_quantity_kwh` includes what has been executed, so that a
  // fill on the way is not traded twice (FIX, tag 38 OrderQty of a Cancel/Replace Request); where
  // it is no more than that, the order is done. The ticket stays, and so does the place in time if
  // the price does and the total is no higher; otherwise the order goes behind its equals.
  Receipt replace(Ticket ticket, double total_quantity_kwh, double limit_price);

  // The first in line, with what is left of it.
  std::optional<LimitOrder> best(Side side) const;

  // Of a resting order; 0 when the ticket is void.
  double unfilled_kwh(Ticket ticket) const;
  double executed_kwh(Ticket ticket) const;

  std::size_t size() const { return size_; }  // orders that rest
  // Empties the book and keeps its memory. All tickets become void.
  void clear();

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  // Whether an order rests in a slot, and which. Apart from the orders, for it is asked most often.
  struct Occupant {
    std::uint32_t arrival = kNone;  // a heap's entry with another arrival is out of date
    std::uint32_t issue = 0;
  };
  struct Resting {
    double merit = 0;
    Quanta left = 0;
    Quanta executed = 0;
    std::uint32_t owner = 0;
    Side side = Side::kBuy;
  };

  OrderHeap& heap(Side side) { return heaps_[static_cast<std::size_t>(side)]; }
  const OrderHeap& heap(Side side) const { return heaps_[static_cast<std::size_t>(side)]; }
  bool rests(Ticket ticket) const {
    return ticket.slot < occupants_.size() && occupants_[ticket.slot].issue == ticket.issue;
  }
  bool is_current(const OrderHeap::Entry& entry) const {
    return occupants_[entry.slot].arrival == entry.arrival;
  }
  Ticket ticket(std::uint32_t slot) const { return {slot, occupants_[slot].issue}; }

  void match(Resting& order);
  void execute(const OrderHeap::Entry& first, Resting& order);
  std::uint32_t take_slot();
  void line_up(std::uint32_t slot, const Resting& order);
  void release(std::uint32_t slot);
  void pop_first(OrderHeap& heap);
  void leave_line();
  Receipt receipt(OrderState state, Ticket ticket, Quanta executed) const;

  OrderHeap heaps_[2];  // by side; the first entry of each is current
  std::vector<Occupant> occupants_;
  std::vector<Resting> orders_;
  std::vector<std::uint32_t> free_slots_;
  std::vector<Execution> executions_;  // of the last change
  std::vector<Ticket> withdrawn_;
  std::size_t size_ = 0;
  std::size_t out_of_date_ = 0;  // entries of the heaps
  std::uint32_t next_arrival_ = 0;
};

}  // namespace peerwatt::market
