#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

namespace peerwatt::market {

// A cut by the same amount for everyone, nobody below zero. It is written from the smallest
// quantity that keeps something: what is above that is then exact, however small it is.
struct EqualCut {
  double smallest_kept = 0;  // kWh
  double kept_of_it = 0;     // kWh; the cut is the difference of the two

  // What is left of `quantity` [kWh].
  double remaining(double quantity) const {
    const double kept = std::min(quantity, (quantity - smallest_kept) + kept_of_it);
    return quantity < smallest_kept ? 0.0 : kept;
  }
  static EqualCut none() { return {}; }
  static EqualCut all() { return {std::numeric_limits<double>::infinity(), 0}; }
};

// The long side's burden in the trade reduction auction: everyone is cut by the same amount, nobody
// below zero (Huang, Scheller-Wolf, Sycara 2002). Linear time on average.
class EqualRationing {
 public:
  // The cut that leaves `total` >= 0 of `quantities` (kWh, finite, none negative): what remains
  // sums to the total within a few roundings. No cut where they sum to no more than the total.
  EqualCut find(std::span<const double> quantities, double total);
  // Cuts `quantities` in place.
  void cut(std::span<double> quantities, double total);

 private:
  void drop_up_to(double amount);
  void halve(double total);
  EqualCut among_survivors(double total);

  std::vector<double> survivors_;  // quantities that may keep something
  std::vector<double> above_;      // what they exceed the smallest of them by
};

}  // namespace peerwatt::market
