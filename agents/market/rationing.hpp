#pragma once

#include <span>
#include <vector>

namespace peerwatt::market {

// The long side's burden in the trade reduction auction: everyone is cut by the same amount, nobody
// below zero (Huang, Scheller-Wolf, Sycara 2002). Linear time on average.
class EqualRationing {
 public:
  // Reduces `quantities` (kWh, none negative) so that they sum to `total`, which is at most their
  // sum. Quantities of the size of rounding errors may remain short of the total.
  void cut(std::span<double> quantities, double total);

 private:
  double equal_cut(double total);

  std::vector<double> scratch_;
};

}  // namespace peerwatt::market
