#pragma once

#include <cstdint>
#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

namespace peerwatt::market {

struct Book {
  std::vector<Order> asks;
  std::vector<Order> bids;
};

struct Rule {
  MechanismId id{};
  MechanismParameters parameters;
};

// What a call auction decided. Prices are meaningful where `volume_kwh > 0`.
struct AuctionOutcome {
  double volume_kwh = 0;
  double price_seller = 0;
  double price_buyer = 0;
  double welfare = 0;
  double max_welfare = 0;
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

Cleared clear(const Book& book, const Rule& rule);

// The rules read word by word: everything sorted, each pair traded in turn, the long side cut until
// the excess is gone. Quantities must be multiples of 1/8 kWh.
Cleared clear_plainly(const Book& book, const Rule& rule);

}  // namespace peerwatt::market
