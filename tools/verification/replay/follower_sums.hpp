#pragma once

#include <algorithm>
#include <span>

#include "tools/verification/replay/position.hpp"

namespace peerwatt::verification {

// What prosumers lack after their trades, and what all of them together feed in.
struct Followers {
  std::span<const Position> left;
  double fed_in_kwh = 0;
};

// What that comes to at a price of the CPS, kWh.
struct FollowerSums {
  double elastic_kwh = 0;
  double inflexible_kwh = 0;
  double fed_in_kwh = 0;
  double value = 0;  // of the flexible energy that prosumers have in the end, currency
};

inline FollowerSums sums_at(double price, const Followers& followers) {
  FollowerSums sums{.fed_in_kwh = followers.fed_in_kwh};
  for (const Position& position : followers.left) {
    const double elastic = position.elastic(price);
    const double bought = elastic > Position::kNothing ? elastic : 0.0;
    sums.elastic_kwh += bought;
    sums.inflexible_kwh += position.inflexible_kwh;
    sums.value += position.value(position.served_flexible_kwh + bought);
  }
  return sums;
}

}  // namespace peerwatt::verification
