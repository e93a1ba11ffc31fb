#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "agents/market/order.hpp"
#include "agents/market/quanta.hpp"

namespace peerwatt::market {

// Returns the largest quantity of the orders, 0 if there are none. O(n).
double largest_quantity(std::span<const Order> orders);  // kWh

// Returns a bound on what any order of the market can trade, kWh: all that the other side has, if
// one order is so much larger than the others that counting it in full would cost them digits;
// otherwise infinity. O(n).
double tradable_quantity(std::span<const Order> asks, std::span<const Order> bids);

// An Offer is the part of an order that decides its rank: its merit (order.hpp; the lower the
// better) and quantity.
struct Offer {
  double merit = 0;
  double quantity_kwh = 0;
};

// BookSide holds one side of a market, put in order only as far as a question asks for: a selection
// by quantity instead of a sort (quickselect; Hoare, Communications of the ACM 4, 1961, algorithm
// 65).
//
// Invariant: the offers stand in three groups, taken, open and dropped, [0, first_), [first_,
// last_) and [last_, end); no taken offer has a worse merit than an open one, and no open one a
// worse merit than a dropped one. Taken offers are known to trade and add up to `taken_` quanta;
// dropped ones are known not to trade. Each question splits the open offers at a pivot and takes or
// drops one part, so that O(n) offers are passed on average, and O(n^2) in the worst case, for an
// order of offers that always yields an extreme pivot. Memory O(n), kept from one market to the
// next.
class BookSide {
 public:
  // A Split has those of the open offers whose merit is not worse than a limit: they end at index
  // `end`.
  struct Split {
    std::size_t end = 0;
    Quanta quanta = 0;
  };
  // A Marginal has the offers that share the merit of the marginal one, the one in which a volume
  // ends. Better offers stand before `first` and add up to `before` quanta.
  struct Marginal {
    double merit = 0;
    std::size_t first = 0;
    std::size_t count = 0;
    Quanta before = 0;
  };

  // Loads offers, all of which are open. `quanta_per_kwh` is a power of two, so that the conversion
  // is exact; the quanta of all orders must add up to less than 2^62. No order counts as more than
  // `most_kwh`.
  void load(std::span<const Order> orders, Side side, double quanta_per_kwh,
            double most_kwh = std::numeric_limits<double>::infinity());
  void load(std::span<const Offer> offers, double quanta_per_kwh);

  std::size_t open() const { return last_ - first_; }
  Quanta taken() const { return taken_; }
  double quanta_per_kwh() const { return quanta_per_kwh_; }
  double most_kwh() const { return most_kwh_; }
  // Energies are not negative, so that adding a half rounds; std::llround would be a call.
  Quanta quanta(double kwh) const {
    // NOLINTNEXTLINE(bugprone-incorrect-roundings)
    return static_cast<Quanta>(std::min(kwh, most_kwh_) * quanta_per_kwh_ + 0.5);
  }
  double kwh(Quanta quanta) const { return static_cast<double>(quanta) / quanta_per_kwh_; }

  // Returns the median of three open merits, or the median of three such medians if many are open,
  // at fixed places, so that results do not depend on a random draw.
  double pivot() const;
  // Moves the open offers whose merit is not worse than the limit before the others. O(open).
  Split split(double limit);
  // After a split, `take` says that its offers trade, and `keep` that no others do.
  void take(const Split& split);
  void keep(const Split& split) { last_ = split.end; }
  // Sorts the open offers by merit, best first; the order of equal ones is not specified. O(k*log
  // k) for k of them.
  std::span<const Offer> sort_open();

  // Finds the offers in which the quanta, added up best first, reach `target`, which must be at
  // least 1 and no more than all offers that are not dropped. O(n) on average.
  Marginal find_marginal(Quanta target);
  // Returns the offers, best first, up to the marginal ones for `target`, or all if the target
  // exceeds them. O(n + k*log k) on average for k of them.
  std::span<const Offer> sort_best(Quanta target);
  std::span<const Offer> better(const Marginal& marginal) const {
    return std::span{offers_}.first(marginal.first);
  }
  const Offer& first_of(const Marginal& marginal) const { return offers_[marginal.first]; }

 private:
  void open_all(double quanta_per_kwh);

  std::vector<Offer> offers_;
  std::vector<Offer> worse_;  // scratch memory of a split
  std::size_t first_ = 0;     // of the open offers
  std::size_t last_ = 0;
  Quanta taken_ = 0;
  double quanta_per_kwh_ = 1;
  double most_kwh_ = std::numeric_limits<double>::infinity();
};

// Returns the volume of the efficient allocation: asks trade with bids, best first, while ask <=
// bid. O(n) on average.
Quanta efficient_volume(BookSide& asks, BookSide& bids);

}  // namespace peerwatt::market
