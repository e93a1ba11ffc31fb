#pragma once

#include <cstdint>
#include <span>

#include "engine/core/id.hpp"

namespace peerwatt::market {

enum class Side : std::uint8_t { kBuy, kSell };

// The limit price as a cost: the smaller, the better. An ask and a bid can trade where the sum of
// their merits is not above zero.
inline double merit(double limit_price, Side side) {
  return side == Side::kSell ? limit_price : -limit_price;
}

// An owner that no order has.
inline constexpr std::uint32_t kNobody = kNoIndex;

// An offer to trade up to `quantity_kwh` at `limit_price` (currency/kWh) or better: a seller's ask
// or a buyer's bid. Limit prices are whole multiples of 1e-9 currency/kWh (ticks.hpp), where rules
// compare more than two of them.
struct Order {
  double quantity_kwh = 0;
  double limit_price = 0;
  std::int64_t arrival = 0;  // any clock; earlier is smaller
  std::uint32_t owner = 0;
  std::uint32_t random_draw = 0;  // a random number of its owner, for randomized rules
};

// The merit of the best order of a side that has a quantity; infinity where there is none.
double best_merit(std::span<const Order> orders, Side side);

}  // namespace peerwatt::market
