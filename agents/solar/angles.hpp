#pragma once

#include <algorithm>
#include <numbers>

#include "engine/core/portable_math.hpp"

namespace peerwatt::solar {

inline constexpr double kRadiansPerDegree = std::numbers::pi / 180;

inline double sin_degree(double degree) {
  return portable::sin(degree * kRadiansPerDegree);
}
inline double cos_degree(double degree) {
  return portable::cos(degree * kRadiansPerDegree);
}

// The angle of a sine, from -90 to 90 degrees; rounding errors beyond 1 are cut off.
inline double asin_degree(double sine) {
  return portable::asin(std::clamp(sine, -1.0, 1.0)) / kRadiansPerDegree;
}
inline double atan2_degree(double y, double x) {
  return portable::atan2(y, x) / kRadiansPerDegree;
}

}  // namespace peerwatt::solar
