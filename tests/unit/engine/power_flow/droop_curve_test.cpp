#include "engine/power_flow/droop_curve.hpp"

#include <doctest/doctest.h>

using peerwatt::power_flow::DroopCurve;

TEST_CASE("a curve is straight between its points and constant outside of them") {
  const DroopCurve curve{{{0.5, -0.5}, {0.75, 0}, {1.25, 0}, {1.5, 0.25}}};
  CHECK(curve.at(0) == -0.5);
  CHECK(curve.at(0.5) == -0.5);
  CHECK(curve.at(0.625) == -0.25);
  CHECK(curve.at(0.75) == 0);
  CHECK(curve.at(1) == 0);
  CHECK(curve.at(1.375) == 0.125);
  CHECK(curve.at(1.5) == 0.25);
  CHECK(curve.at(9) == 0.25);
  CHECK(curve.steepest() == 2);
}

TEST_CASE("a single point is a constant share") {
  const DroopCurve curve{{{1, 0.25}}};
  CHECK(curve.at(0.5) == 0.25);
  CHECK(curve.at(1.5) == 0.25);
  CHECK(curve.steepest() == 0);
}
