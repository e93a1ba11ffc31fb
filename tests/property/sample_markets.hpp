#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "agents/market/mechanism.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"

namespace peerwatt::market {

// Orders with the grid's prices around them. No two orders of an owner tie in price and arrival.
struct SampleMarket {
  std::vector<Order> asks{};
  std::vector<Order> bids{};
  std::vector<double> demand{};
  GridPrices grid{};

  CallMarket market() const {
    return {.asks = asks, .bids = bids, .pool_demand_kwh = demand, .grid = grid};
  }
};

enum class Owners : std::uint8_t {
  kAny,  // several orders for many, on both sides for some
  kSingleOrders,
  kUnitOrders,  // and all orders of one size
};

// The widest class of markets in which nobody gains by stating another price, if there is one.
std::optional<Owners> safe_owners(Incentive incentive);

// A seeded market of 1 to `most_orders` orders with limit prices within the grid's. By seed: prices
// continuous, few or one; quantities in eighths of a kWh or over six decades, some of them zero;
// wants as the orders have it, or unlike them.
SampleMarket sample_market(std::uint64_t seed, Owners owners, std::uint32_t most_orders);

// The same with the orders of both sides in another order, and what went where: order i of the new
// sides is order `asks[i]` or `bids[i]` of the old ones.
struct Shuffled {
  SampleMarket sample;
  std::vector<std::size_t> asks;
  std::vector<std::size_t> bids;
};
Shuffled shuffle(const SampleMarket& sample, std::uint64_t seed);

}  // namespace peerwatt::market
