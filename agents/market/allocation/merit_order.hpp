#pragma once

#include <span>
#include <vector>

#include "agents/market/allocation/key_sort.hpp"
#include "agents/market/order.hpp"

namespace peerwatt::market {

// MeritOrder puts orders in order of merit: by price, arrival, owner, and index in the span for
// those that tie in all. Prices are mapped monotonically to 32-bit keys, evenly between the best
// and the worst, which are sorted by radix (KeySort); orders of equal key are then compared in
// full. O(n) if prices are spread evenly, O(n log n) if most share a key. Allocates nothing once
// warm.
class MeritOrder {
 public:
  // Returns the orders with kwh > 0, best first, as keys with their indices; `kwh` has one value
  // for each order. Prices must be finite.
  std::span<const KeyedPlace> sort(std::span<const Order> orders, std::span<const double> kwh,
                                   Side side);

 private:
  std::vector<KeyedPlace> ranking_;
  KeySort sort_;
};

}  // namespace peerwatt::market
