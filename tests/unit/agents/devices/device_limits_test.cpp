#include "agents/devices/device_limits.hpp"

#include <doctest/doctest.h>

namespace peerwatt::devices {
namespace {

TEST_CASE("a home has up to a gigawatt and its energy of some weeks") {
  CHECK(kPowerKw.contains(1e6));
  CHECK_FALSE(kPowerKw.contains(1.000001e6));
  CHECK(kEnergyKwh.contains(1e6 * 24 * 7 * 3));
  CHECK_FALSE(kEnergyKwh.contains(1e6 * 24 * 7 * 6));
}

TEST_CASE("neither power nor energy is below zero") {
  for (const parameters::Range& range : {kPowerKw, kEnergyKwh}) {
    CHECK(range.contains(0));
    CHECK_FALSE(range.contains(-1e-9));
  }
}

}  // namespace
}  // namespace peerwatt::devices
