#pragma once

#include "engine/parameters/visitor.hpp"

// How large prices and sums of money in a scenario may be: beyond what is paid, and small enough
// for the 1e-9 that checks go by.
namespace peerwatt::tariffs {

// Currency/kWh. Prices are whole multiples of 1e-9, which doubles tell apart up to 4e6
// (agents/market/ticks.hpp).
inline constexpr double kLeastPrice = 1e-9, kMostPrice = 1e6;
inline constexpr auto kPrice = parameters::Range::between(0, kMostPrice);
inline constexpr auto kPriceAboveZero = parameters::Range::between(kLeastPrice, kMostPrice);
inline constexpr auto kMoney = parameters::Range::between(0, 1e12);

}  // namespace peerwatt::tariffs
