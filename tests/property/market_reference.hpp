#pragma once

#include <cstdint>
#include <vector>

#include "agents/market/call_auction.hpp"

namespace peerwatt::market {

struct Book {
  std::vector<Order> asks;
  std::vector<Order> bids;
};

struct Cleared {
  AuctionOutcome outcome;
  std::vector<double> sold;
  std::vector<double> bought;
};

// A seeded book of 1 to 300 orders. By seed: continuous or few prices, quantities in eighths of a
// kWh (whose sums are exact) or over six decades, some of them zero.
Book random_book(std::uint64_t seed);
bool has_exact_quantities(std::uint64_t seed);

Cleared clear(const Book& book, AuctionParameters parameters);

// The rules read word by word: everything sorted, each pair traded in turn, the long side cut until
// the excess is gone. Quantities must be multiples of 1/8 kWh.
Cleared clear_plainly(const Book& book, AuctionParameters parameters);

}  // namespace peerwatt::market
