#include "agents/devices/power_factor.hpp"

#include <doctest/doctest.h>

namespace peerwatt::devices {
namespace {

TEST_CASE("reactive per active power is the tangent of the angle of a power factor") {
  CHECK(reactive_per_active(1) == 0);
  CHECK(reactive_per_active(0.8) == doctest::Approx(0.75));
  CHECK(reactive_per_active(0.6) == doctest::Approx(0.8 / 0.6));
}

TEST_CASE("a power factor lies between 0.4 and 1") {
  CHECK(kPowerFactor.contains(0.4));
  CHECK(kPowerFactor.contains(1));
  CHECK_FALSE(kPowerFactor.contains(0.39));
  CHECK_FALSE(kPowerFactor.contains(1.01));
}

}  // namespace
}  // namespace peerwatt::devices
