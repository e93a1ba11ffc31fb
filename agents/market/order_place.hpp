#pragma once

#include <compare>
#include <cstdint>

#include "agents/market/order.hpp"

namespace peerwatt::market {

// Which order of a market: its side, and its place in the span of that side.
struct OrderPlace {
  Side side{};
  std::uint32_t index = 0;

  friend auto operator<=>(const OrderPlace&, const OrderPlace&) = default;
};

}  // namespace peerwatt::market
