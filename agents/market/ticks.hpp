#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "agents/market/order.hpp"

namespace peerwatt::market {

// A price as a whole number of 1e-9 currency/kWh. Prices are within 1e9 either way, so that sums of
// four fit into 64 bits.
using Ticks = std::int64_t;

constexpr double kTicksPerUnit = 1e9;
// A double tells neighbouring ticks apart below that price. Beyond, millionths count, so that a
// decimal price of up to six decimals there is still met exactly.
constexpr double kFinestBelow = 0x1p22;

// Returns the nearest whole number.
inline Ticks to_ticks(double price) {
  return std::abs(price) < kFinestBelow ? std::llround(price * kTicksPerUnit)
                                        : std::llround(price * 1e6) * 1000;
}

// Returns the double nearest to the price: the one that its decimal text is read as.
inline double to_price(Ticks ticks) {
  constexpr Ticks kExact = Ticks{1} << 53;
  if (ticks < kExact && ticks > -kExact) return static_cast<double>(ticks) / kTicksPerUnit;
  const Ticks millionths = ticks / 1000;
  return static_cast<double>(millionths) / 1e6;
}

// A limit price is the double that its ticks give: such doubles compare as their integers do.
inline double on_tick(double price) {
  return to_price(to_ticks(price));
}

// The first tick beyond a price, which may lie between two, upwards (1) or downwards (-1).
inline double next_tick(double price, Ticks direction) {
  const double nearest = on_tick(price), way = static_cast<double>(direction);
  if (way * nearest > way * price) return nearest;
  return to_price(to_ticks(nearest) + direction * (std::abs(nearest) < kFinestBelow ? 1 : 1000));
}

// The highest tick that is not above a price. A price that differs from a tick by no more than a
// rounding of the doubles that it was computed from is that tick.
inline double tick_below(double price) {
  constexpr double kRounding = 0x1p-50;  // relative to a price of at least one
  const double nearest = on_tick(price);
  if (nearest <= price + kRounding * std::max(1.0, std::abs(price))) return nearest;
  return next_tick(nearest, -1);
}

// The lowest tick that is not below a price.
inline double tick_above(double price) {
  return -tick_below(-price);
}

// The limit price of an order that may agree to a price, or to one that is better for it: a bid
// rounds down and an ask up, so that a limit less a charge, or with a premium, is never exceeded.
inline double limit_price(Side side, double price) {
  return side == Side::kBuy ? tick_below(price) : tick_above(price);
}

// Half of the sum of two prices, which may lie between two ticks.
class Middle {
 public:
  Middle(double a, double b) : twice_{to_ticks(a) + to_ticks(b)} {}

  Ticks twice() const { return twice_; }
  double price() const {
    return is_tick() ? to_price(twice_ / 2) : static_cast<double>(twice_) / (2 * kTicksPerUnit);
  }
  // The nearest limit prices that are not above, or not below it.
  double tick_below() const { return to_price((twice_ - (is_tick() ? 0 : 1)) / 2); }
  double tick_above() const { return to_price((twice_ + (is_tick() ? 0 : 1)) / 2); }

 private:
  bool is_tick() const { return twice_ % 2 == 0; }

  Ticks twice_;
};

}  // namespace peerwatt::market
