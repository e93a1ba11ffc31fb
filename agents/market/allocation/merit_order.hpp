#pragma once

#include <span>
#include <vector>

#include "agents/market/allocation/key_sort.hpp"
#include "agents/market/order.hpp"

namespace peerwatt::market {

// Puts orders in order of merit: by price, arrival, owner. Orders that tie in all of that stand as
// in the span. Linear time where prices are spread evenly. Allocates nothing once warm.
class MeritOrder {
 public:
  // Those that have a part in `kwh`, best first; it has one value for each order. Prices are
  // finite.
  std::span<const KeyedPlace> sort(std::span<const Order> orders, std::span<const double> kwh,
                                   Side side);

 private:
  std::vector<KeyedPlace> ranking_;
  KeySort sort_;
};

}  // namespace peerwatt::market
