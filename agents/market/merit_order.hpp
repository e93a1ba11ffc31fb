#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/order.hpp"

namespace peerwatt::market {

// Sorts orders by merit: asks by rising, bids by falling limit price; ties by arrival, then owner,
// then place in the span. Keeps its memory, so that sorting allocates nothing once warm.
class MeritOrder {
 public:
  // Indices into `orders`, best first; valid until the next call.
  std::span<const std::uint32_t> sort(std::span<const Order> orders, Side side);

 private:
  struct Entry {
    std::uint64_t key;  // orders like the price, best first
    std::uint32_t index;
  };
  void radix_sort();
  void settle_ties(std::span<const Order> orders);

  std::vector<Entry> entries_;
  std::vector<Entry> scratch_;
  std::vector<std::uint32_t> ranking_;
};

}  // namespace peerwatt::market
