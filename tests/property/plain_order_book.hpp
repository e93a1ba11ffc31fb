#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "agents/market/order_book/order_book.hpp"

namespace peerwatt::market {

struct PlainOrder {
  Side side = Side::kBuy;
  Order terms;
  std::int64_t left = 0;  // millionths of a watt-hour
  std::int64_t executed = 0;
  std::uint64_t arrival = 0;
  bool rests = false;
};

struct PlainTrade {
  std::size_t resting = 0;
  std::int64_t quantity = 0;
  double price = 0;
};

// The rules of the book, read word by word.
class PlainBook {
 public:
  void submit(Side side, const Order& terms, std::int64_t quantity) {
    orders_.push_back({side, terms, quantity, 0, 0, false});
    enter(orders_.back());
  }
  void cancel(std::size_t order) { orders_[order].rests = false; }
  void replace(std::size_t index, std::int64_t total, double price) {
    trades.clear();
    withdrawn.clear();
    PlainOrder& order = orders_[index];
    const std::int64_t left = total - order.executed;
    if (left <= 0) {
      order.rests = false;
    } else if (price == order.terms.limit_price && left <= order.left) {
      order.left = left;
    } else {
      order.left = left;
      order.terms.limit_price = price;
      enter(order);
    }
  }
  void clear() {
    for (PlainOrder& order : orders_) order.rests = false;
  }

  PlainOrder* best(Side side) {
    PlainOrder* best = nullptr;
    for (PlainOrder& order : orders_) {
      if (!order.rests || order.side != side) continue;
      if (best == nullptr || ranks_before(order, *best)) best = &order;
    }
    return best;
  }
  std::size_t size() const {
    return static_cast<std::size_t>(std::count_if(
        orders_.begin(), orders_.end(), [](const PlainOrder& order) { return order.rests; }));
  }
  const std::deque<PlainOrder>& orders() const { return orders_; }

  std::vector<PlainTrade> trades;      // of the last change
  std::vector<std::size_t> withdrawn;  // likewise

 private:
  static bool ranks_before(const PlainOrder& a, const PlainOrder& b) {
    const double price = a.terms.limit_price, other = b.terms.limit_price;
    if (price != other) return a.side == Side::kSell ? price < other : price > other;
    return a.arrival < b.arrival;
  }
  std::size_t number(const PlainOrder& order) const {
    for (std::size_t i = 0; i < orders_.size(); ++i) {
      if (&orders_[i] == &order) return i;
    }
    return orders_.size();
  }
  void enter(PlainOrder& order) {
    trades.clear();
    withdrawn.clear();
    order.rests = false;
    order.arrival = ++arrivals_;
    const bool sells = order.side == Side::kSell;
    while (order.left > 0) {
      PlainOrder* other = best(sells ? Side::kBuy : Side::kSell);
      if (other == nullptr) break;
      const double ask = sells ? order.terms.limit_price : other->terms.limit_price;
      const double bid = sells ? other->terms.limit_price : order.terms.limit_price;
      if (ask > bid) break;
      if (other->terms.owner == order.terms.owner) {
        other->rests = false;
        withdrawn.push_back(number(*other));
        continue;
      }
      const std::int64_t quantity = std::min(order.left, other->left);
      for (PlainOrder* each : {&order, other}) {
        each->left -= quantity;
        each->executed += quantity;
      }
      other->rests = other->left > 0;
      trades.push_back({number(*other), quantity, other->terms.limit_price});
    }
    order.rests = order.left > 0;
  }

  std::deque<PlainOrder> orders_;
  std::uint64_t arrivals_ = 0;
};

}  // namespace peerwatt::market
