#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

namespace peerwatt::market {

// An EqualCut takes the same amount c off every quantity, none below 0: max(0, q - c). It is stored
// as the smallest quantity that keeps something and what that keeps, so that what a quantity
// exceeds the smallest one by is kept exactly, however small it is.
struct EqualCut {
  double smallest_kept = 0;  // kWh
  double kept_of_it = 0;     // kWh; the cut is the difference of the two

  // Returns what the cut leaves of `quantity`, kWh.
  double remaining(double quantity) const {
    const double kept = std::min(quantity, (quantity - smallest_kept) + kept_of_it);
    return quantity < smallest_kept ? 0.0 : kept;
  }
  static EqualCut none() { return {}; }
  static EqualCut all() { return {std::numeric_limits<double>::infinity(), 0}; }
};

// EqualRationing finds the cut by which the long side of the trade reduction auction bears its
// burden: the same amount for everyone, nobody below 0 (Huang, Scheller-Wolf, Sycara 2002). It is
// the root c of
//   sum_i max(0, q_i - c) = total,
// whose left side is convex, piecewise linear and falling in c. Time O(n) on average, memory O(n).
class EqualRationing {
 public:
  // Returns the cut that leaves `total` >= 0 of `quantities` (kWh, finite, none negative), within a
  // few roundings. There is no cut if they sum to no more than the total.
  EqualCut find(std::span<const double> quantities, double total);
  // Finds the cut and applies it to `quantities` in place.
  void cut(std::span<double> quantities, double total);

 private:
  void drop_up_to(double amount);
  void halve(double total);
  EqualCut among_survivors(double total);

  std::vector<double> survivors_;  // quantities that may keep something
  std::vector<double> above_;      // by how much they exceed the smallest of them
};

}  // namespace peerwatt::market
