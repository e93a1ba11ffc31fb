#pragma once

#include <vector>

namespace peerwatt::power_flow {

// DroopCurve is the reactive power that an inverter draws at a voltage, per rated apparent power:
// straight between its points, constant outside of them.
class DroopCurve {
 public:
  struct Point {
    double voltage_pu = 1;
    double drawn_share = 0;  // positive where it draws, as an inductor does
  };

  // One point or more, their voltages ascending and their shares not falling: a higher voltage is
  // never answered by less reactive power, so that what inverters find together is unique.
  explicit DroopCurve(std::vector<Point> points);

  double at(double voltage_pu) const;
  // The steepest slope: share per p.u. of voltage.
  double steepest() const { return steepest_; }
  const std::vector<Point>& points() const { return points_; }

 private:
  std::vector<Point> points_;
  double steepest_ = 0;
};

}  // namespace peerwatt::power_flow
