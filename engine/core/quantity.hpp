#pragma once

#include <compare>

#include "engine/core/simulated_time.hpp"

namespace peerwatt {

// A number that remembers its unit. Used where values cross from one module to another; the hot
// loops work on plain arrays whose names carry the unit.
template <class Unit>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_{value} {}
  constexpr double value() const { return value_; }  // in Unit

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity{a.value_ + b.value_};
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    return Quantity{a.value_ - b.value_};
  }
  friend constexpr Quantity operator-(Quantity a) { return Quantity{-a.value_}; }
  friend constexpr Quantity operator*(double s, Quantity a) { return Quantity{s * a.value_}; }
  constexpr Quantity& operator+=(Quantity other) { return *this = *this + other; }

 private:
  double value_ = 0;
};

using Power = Quantity<struct Kilowatt>;
using Energy = Quantity<struct KilowattHour>;
using Price = Quantity<struct CurrencyPerKilowattHour>;
using Money = Quantity<struct Currency>;

constexpr Energy operator*(Power power, Duration time) {
  return Energy{power.value() * time.seconds() / 3600.0};
}
constexpr Money operator*(Energy energy, Price price) {
  return Money{energy.value() * price.value()};
}

}  // namespace peerwatt
