#include "engine/power_flow/droop_curve.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/core/contracts.hpp"

namespace peerwatt::power_flow {

DroopCurve::DroopCurve(std::vector<Point> points) : points_{std::move(points)} {
  PEERWATT_EXPECTS(!points_.empty());
  for (std::size_t i = 1; i < points_.size(); ++i) {
    const double width = points_[i].voltage_pu - points_[i - 1].voltage_pu;
    const double rise = points_[i].drawn_share - points_[i - 1].drawn_share;
    PEERWATT_EXPECTS(width > 0 && rise >= 0);
    steepest_ = std::max(steepest_, rise / width);
  }
}

double DroopCurve::at(double voltage_pu) const {
  const auto above = std::ranges::upper_bound(points_, voltage_pu, {}, &Point::voltage_pu);
  if (above == points_.begin()) return points_.front().drawn_share;
  if (above == points_.end()) return points_.back().drawn_share;
  const Point& from = *std::prev(above);
  const double part = (voltage_pu - from.voltage_pu) / (above->voltage_pu - from.voltage_pu);
  return from.drawn_share + part * (above->drawn_share - from.drawn_share);
}

}  // namespace peerwatt::power_flow
