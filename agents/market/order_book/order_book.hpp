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

// A ticket names an order in the book that issued it, for as long as the order rests there. It has
// eight bytes, so that it travels in an event. A default ticket names no order.
struct Ticket {
  std::uint32_t slot = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t issue = 0;

  friend bool operator==(const Ticket&, const Ticket&) = default;
};

// An Execution is a trade of an incoming order with a resting one, at the price of the latter.
struct Execution {
  Ticket resting;
  std::uint32_t resting_owner = 0;
  double quantity_kwh = 0;
  double price = 0;                 // currency/kWh
  double resting_unfilled_kwh = 0;  // 0: the resting order is done and its ticket void
};

enum class OrderState : std::uint8_t {
  kResting,
  kDone,     // nothing of it is left in the book
  kUnknown,  // no such order rests any more, and nothing has changed
};

// A Receipt says what became of an order that was submitted or replaced. The spans hold until the
// book's next change.
struct Receipt {
  OrderState state = OrderState::kUnknown;
  Ticket ticket;            // of the order if it rests
  double executed_kwh = 0;  // in all since it was submitted
  std::span<const Execution> executions;
  std::span<const Ticket> withdrawn;  // orders of the same owner that it would have traded with
};

// OrderBook is a limit order book with price-time priority: an order that crosses trades at once
// with the best of the other side, the earliest first, each at the resting order's price; what it
// has left then rests.
//
// Invariants: no two resting orders of the book cross. Quantities are counted in whole millionths
// of a watt-hour, rounded down, so that no order trades more than it states, sums are exact, and an
// order is either done or has at least one of these parts left. An owner never trades with itself:
// the resting order is cancelled (FIX 5.0 SP2, tag 2964, "cancel passive"), as the newer one says
// what its owner wants.
//
// Each side is a heap by price and time. An order that is cancelled or changed leaves an entry that
// is out of date behind; it is removed when it is the first of its heap, or when such entries
// outnumber the resting orders by more than a constant. So the first entry of each heap is always
// current. For n resting orders, submitting and changing an order take O((1 + trades)*log n), and
// cancelling O(1), amortized over the entry's removal, which is O(log n) if it has become the
// first. Memory O(n). Allocates nothing once warm.
class OrderBook {
 public:
  // Submits an order. Its quantity must be finite, not negative and below 4e9 kWh, its price
  // finite. Of orders at one price the one that was submitted first is served first, whatever its
  // `arrival` says.
  Receipt submit(Side side, const Order& order);

  // Cancels an order. Returns false if it was done before.
  bool cancel(Ticket ticket);

  // Changes price and quantity. `total_quantity_kwh` includes what has been executed, so that a
  // fill that crosses the message on its way is not traded twice (FIX, tag 38 OrderQty of a
  // Cancel/Replace Request); if it is no more than that, the order is done. The ticket stays valid.
  // The order keeps its rank in time if the price is unchanged and the total is not higher;
  // otherwise it ranks behind those of equal price.
  Receipt replace(Ticket ticket, double total_quantity_kwh, double limit_price);

  // Returns the order that is served first, with the quantity that is left of it. O(1).
  std::optional<Order> best(Side side) const;

  // Both return 0 if the ticket is void.
  double unfilled_kwh(Ticket ticket) const;
  double executed_kwh(Ticket ticket) const;

  std::size_t size() const { return size_; }  // number of resting orders
  // Empties the book and keeps its memory. All tickets become void. O(entries).
  void clear();

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  // Says whether an order rests in a slot, and which one. It is stored apart from the orders, as it
  // is read most often.
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
  std::vector<Execution> executions_;  // of the last change, as withdrawn_
  std::vector<Ticket> withdrawn_;
  std::size_t size_ = 0;
  std::size_t out_of_date_ = 0;  // number of entries out of date, of both heaps
  std::uint32_t next_arrival_ = 0;
};

}  // namespace peerwatt::market
