#include "agents/solar/air_mass.hpp"

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

TEST_CASE("a lower sun shines through more air") {
  CHECK(relative_air_mass(90) == doctest::Approx(1).epsilon(0.001));
  CHECK(relative_air_mass(30) == doctest::Approx(1.994).epsilon(0.001));  // the paper's table 1
  CHECK(relative_air_mass(5) == doctest::Approx(10.3).epsilon(0.01));     // the paper's table 1
}

TEST_CASE("below the horizon the air mass is that at the horizon") {
  CHECK(relative_air_mass(0) == doctest::Approx(37.92).epsilon(0.001));
  CHECK(relative_air_mass(-7) == relative_air_mass(0));
  CHECK(relative_air_mass(-90) == relative_air_mass(0));
}

TEST_CASE("half of the pressure is half of the air") {
  CHECK(absolute_air_mass(3, 101325) == 3);
  CHECK(absolute_air_mass(3, 101325.0 / 2) == 1.5);
}

}  // namespace
}  // namespace peerwatt::solar
