#include "agents/pricing/units.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using game::energy_kwh;

TEST_CASE("power over time is energy") {
  CHECK(energy_kwh(3, Duration::from_seconds(1800)) == 1.5);
  CHECK(energy_kwh(0.25, Duration::from_seconds(86'400)) == 6);
  CHECK(energy_kwh(3, Duration{}) == 0);
}
