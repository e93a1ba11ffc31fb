#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "agents/market/order.hpp"
#include "agents/market/quanta.hpp"

namespace peerwatt::market {

double largest_quantity(std::span<const Order> orders);  // kWh

// Returns what no order of a market can trade more than, kWh: all that the other side has, where
// one order is so much larger that its size would cost the others digits. Infinity elsewhere.
double tradable_quantity(std::span<const Order> asks, std::span<const Order> bids);

struct Offer {
  double merit = 0;
  double quantity_kwh = 0;
};

// One side of a book of orders, put in order only as far as the question asked needs it: halves
// that are known to trade are taken, halves known not to are dropped. Offers taken stand in front,
// then those still open, then those dropped. Linear time on average.
class BookSide {
 public:
  // The offers whose merit is not worse than a limit, among the open ones.
  struct Split {
    std::size_t end = 0;
    Quanta quanta = 0;
  };
  // The offers that share the merit of the marginal one. Those in front of `first` are better and
  // make up `before`.
  struct Marginal {
    double merit = 0;
    std::size_t first = 0;
    std::size_t count = 0;
    Quanta before = 0;
  };

  // Everything is open. A kWh is a power of two of quanta; those of all orders must not add up to
  // 2^62 or more. No order counts as more than `most_kwh`.
  void load(std::span<const Order> orders, Side side, double quanta_per_kwh,
            double most_kwh = std::numeric_limits<double>::infinity());
  void load(std::span<const Offer> offers, double quanta_per_kwh);

  std::size_t open() const { return last_ - first_; }
  Quanta taken() const { return taken_; }
  double quanta_per_kwh() const { return quanta_per_kwh_; }
  double most_kwh() const { return most_kwh_; }
  Quanta quanta(double kwh) const {
    return static_cast<Quanta>(std::min(kwh, most_kwh_) * quanta_per_kwh_ + 0.5);
  }
  double kwh(Quanta quanta) const { return static_cast<double>(quanta) / quanta_per_kwh_; }

  // A merit in the middle of the open ones, by a fixed sample.
  double pivot() const;
  Split split(double limit);
  // After a split: its offers trade, or only its offers may.
  void take(const Split& split);
  void keep(const Split& split) { last_ = split.end; }
  // The open offers by merit, best first; equal ones in no particular order.
  std::span<const Offer> sort_open();

  // Where the quanta of the offers, best first, reach `target`, which is at least one and no more
  // than all of those not dropped.
  Marginal find_marginal(Quanta target);
  // The offers, best first, up to the marginal ones for `target`; all, where it is more than that.
  std::span<const Offer> sort_best(Quanta target);
  std::span<const Offer> better(const Marginal& marginal) const {
    return std::span{offers_}.first(marginal.first);
  }
  const Offer& first_of(const Marginal& marginal) const { return offers_[marginal.first]; }

 private:
  void open_all(double quanta_per_kwh);

  std::vector<Offer> offers_;
  std::vector<Offer> worse_;  // part of a split under way
  std::size_t first_ = 0;     // the open offers
  std::size_t last_ = 0;
  Quanta taken_ = 0;
  double quanta_per_kwh_ = 1;
  double most_kwh_ = std::numeric_limits<double>::infinity();
};

// The volume of the efficient allocation: asks trade with bids, best first, while ask <= bid.
Quanta efficient_volume(BookSide& asks, BookSide& bids);

}  // namespace peerwatt::market
