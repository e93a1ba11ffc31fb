#pragma once

#include <cmath>
#include <cstdint>

namespace peerwatt::market {

// A price as a whole number of 1e-9 currency/kWh. Prices are within 1e9 either way, so that sums of
// four fit into 64 bits.
using Ticks = std::int64_t;

constexpr double kTicksPerUnit = 1e9;

// Returns the nearest whole number. A double tells neighbouring ticks apart below 2^23; beyond, it
// counts millionths, so that a decimal price of up to six decimals there is still met exactly.
inline Ticks to_ticks(double price) {
  constexpr double kFinest = 0x1p23;
  return std::abs(price) < kFinest ? std::llround(price * kTicksPerUnit)
                                   : std::llround(price * 1e6) * 1000;
}

// Returns the double nearest to the price: the one that its decimal text is read as.
inline double to_price(Ticks ticks) {
  constexpr Ticks kExact = Ticks{1} << 53;
  if (ticks < kExact && ticks > -kExact) return static_cast<double>(ticks) / kTicksPerUnit;
  return static_cast<double>(ticks / 1000) / 1e6;
}

// A limit price is the double that its ticks give: such doubles compare as their integers do.
inline double on_tick(double price) {
  return to_price(to_ticks(price));
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
