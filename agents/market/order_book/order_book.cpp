#include "agents/market/order_book/order_book.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/contracts.hpp"

namespace peerwatt::market {
namespace {

constexpr double kQuantaPerKwh = 1e9;  // a millionth of a watt-hour each
constexpr double kLargestKwh = 4e9;

// A decimal quantity may lie below the whole number of parts that it means, by a rounding error of
// 2^-53 and by that of the product. The factor makes up for both before rounding down.
constexpr double kTwoRoundings = 1 + 0x1p-51;

// Up to this many entries out of date the heaps are not rebuilt.
constexpr std::size_t kFewEntries = 64;

Quanta to_quanta(double kwh) {
  PEERWATT_EXPECTS(kwh >= 0 && kwh < kLargestKwh);
  return static_cast<Quanta>(kwh * kQuantaPerKwh * kTwoRoundings);
}

double to_kwh(Quanta quanta) {
  return static_cast<double>(quanta) / kQuantaPerKwh;
}

Side other(Side side) {
  return side == Side::kBuy ? Side::kSell : Side::kBuy;
}

}  // namespace

Receipt OrderBook::submit(Side side, const Order& order) {
  PEERWATT_EXPECTS(std::isfinite(order.limit_price));
  Resting incoming{.merit = merit(order.limit_price, side),
                   .left = to_quanta(order.quantity_kwh),
                   .executed = 0,
                   .owner = order.owner,
                   .side = side};
  match(incoming);
  if (incoming.left == 0) return receipt(OrderState::kDone, {}, incoming.executed);
  const std::uint32_t slot = take_slot();
  line_up(slot, incoming);
  return receipt(OrderState::kResting, ticket(slot), incoming.executed);
}

bool OrderBook::cancel(Ticket ticket) {
  if (!rests(ticket)) return false;
  release(ticket.slot);
  leave_line();
  return true;
}

Receipt OrderBook::replace(Ticket ticket, double total_quantity_kwh, double limit_price) {
  PEERWATT_EXPECTS(std::isfinite(limit_price));
  if (!rests(ticket)) return {};
  executions_.clear();
  withdrawn_.clear();
  Resting order = orders_[ticket.slot];
  const Quanta left = to_quanta(total_quantity_kwh) - order.executed;
  if (left <= 0) {
    cancel(ticket);
    return receipt(OrderState::kDone, {}, order.executed);
  }
  const double new_merit = merit(limit_price, order.side);
  if (new_merit == order.merit && left <= order.left) {
    orders_[ticket.slot].left = left;
    return receipt(OrderState::kResting, ticket, order.executed);
  }
  order.merit = new_merit;
  order.left = left;
  occupants_[ticket.slot].arrival = kNone;
  leave_line();
  match(order);
  if (order.left == 0) {
    release(ticket.slot);
    return receipt(OrderState::kDone, {}, order.executed);
  }
  line_up(ticket.slot, order);
  return receipt(OrderState::kResting, ticket, order.executed);
}

std::optional<Order> OrderBook::best(Side side) const {
  if (heap(side).empty()) return std::nullopt;
  const Resting& order = orders_[heap(side).first().slot];
  return Order{.quantity_kwh = to_kwh(order.left),
               .limit_price = merit(order.merit, side),
               .owner = order.owner};
}

double OrderBook::unfilled_kwh(Ticket ticket) const {
  return rests(ticket) ? to_kwh(orders_[ticket.slot].left) : 0.0;
}

double OrderBook::executed_kwh(Ticket ticket) const {
  return rests(ticket) ? to_kwh(orders_[ticket.slot].executed) : 0.0;
}

void OrderBook::clear() {
  for (OrderHeap& heap : heaps_) {
    for (const OrderHeap::Entry& entry : heap.all()) {
      if (is_current(entry)) release(entry.slot);
    }
    heap.clear();
  }
  out_of_date_ = 0;
  next_arrival_ = 0;
}

// Trades the incoming order as long as it crosses the best of the other side: an ask and a bid
// cross if the sum of their merits is not above 0. Each step ends one of the two orders or cancels
// a resting one of the same owner.
void OrderBook::match(Resting& order) {
  executions_.clear();
  withdrawn_.clear();
  const OrderHeap& others = heap(other(order.side));
  while (order.left > 0 && !others.empty() && order.merit + others.first().merit <= 0) {
    execute(others.first(), order);
  }
}

void OrderBook::execute(const OrderHeap::Entry& first, Resting& order) {
  const std::uint32_t slot = first.slot;
  Resting& resting = orders_[slot];
  if (resting.owner == order.owner) {
    withdrawn_.push_back(ticket(slot));
    release(slot);
    return pop_first(heap(resting.side));
  }
  const Quanta traded = std::min(order.left, resting.left);
  for (Resting* side : {&order, &resting}) {
    side->left -= traded;
    side->executed += traded;
  }
  executions_.push_back({ticket(slot), resting.owner, to_kwh(traded),
                         merit(resting.merit, resting.side), to_kwh(resting.left)});
  if (resting.left > 0) return;
  release(slot);
  pop_first(heap(resting.side));
}

std::uint32_t OrderBook::take_slot() {
  ++size_;
  if (free_slots_.empty()) {
    occupants_.emplace_back();
    orders_.emplace_back();
    free_slots_.reserve(orders_.capacity());  // all of them may become free
    return static_cast<std::uint32_t>(orders_.size() - 1);
  }
  const std::uint32_t slot = free_slots_.back();
  free_slots_.pop_back();
  return slot;
}

// Enters an order, behind those of equal price.
void OrderBook::line_up(std::uint32_t slot, const Resting& order) {
  PEERWATT_VALIDATE(next_arrival_ != kNone);  // 4e9 arrivals since the book was last cleared
  orders_[slot] = order;
  occupants_[slot].arrival = next_arrival_;
  heap(order.side).push({order.merit, next_arrival_, slot});
  ++next_arrival_;
}

// Frees the slot. Its ticket is void then, and its entry in the heap out of date.
void OrderBook::release(std::uint32_t slot) {
  occupants_[slot] = {kNone, occupants_[slot].issue + 1};
  free_slots_.push_back(slot);
  --size_;
}

// Removes the first entry, and further ones until the first is current.
void OrderBook::pop_first(OrderHeap& heap) {
  for (heap.pop(); !heap.empty() && !is_current(heap.first()); heap.pop()) --out_of_date_;
}

// Counts an entry that has become out of date, and restores the invariant that the first entry of
// each heap is current. (Asking both sides is cheaper than looking up which one it was.) Once the
// entries out of date are the majority, beyond a constant, both heaps are rebuilt in O(n), which
// amortizes to O(1) for each of them.
void OrderBook::leave_line() {
  ++out_of_date_;
  for (OrderHeap& heap : heaps_) {
    if (heap.empty() || is_current(heap.first())) continue;
    --out_of_date_;
    pop_first(heap);
  }
  if (out_of_date_ <= size_ + kFewEntries) return;
  for (OrderHeap& heap : heaps_) {
    heap.keep_if([this](const OrderHeap::Entry& entry) { return is_current(entry); });
  }
  out_of_date_ = 0;
}

Receipt OrderBook::receipt(OrderState state, Ticket ticket, Quanta executed) const {
  return {state, ticket, to_kwh(executed), executions_, withdrawn_};
}

}  // namespace peerwatt::market
