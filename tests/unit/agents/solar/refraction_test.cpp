#include "agents/solar/refraction.hpp"

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

TEST_CASE("the pressure falls with the altitude") {
  CHECK(standard_pressure_pa(0) == 101325);
  CHECK(standard_pressure_pa(1000) == doctest::Approx(89875).epsilon(0.0001));  // the standard
  CHECK(standard_pressure_pa(5000) == doctest::Approx(54020).epsilon(0.0001));
  CHECK(standard_pressure_pa(50000) == 0);
}

TEST_CASE("air lifts a low sun by half a degree, and one overhead not at all") {
  // 1010 hPa and 10 C, Meeus's table of refraction: 34.5 minutes at the apparent horizon.
  const Air air{.pressure_pa = 101000, .temperature_c = 10};
  CHECK(refraction_degree(0, air) == doctest::Approx(0.48).epsilon(0.02));
  CHECK(refraction_degree(10, air) == doctest::Approx(5.3 / 60).epsilon(0.03));
  CHECK(refraction_degree(90, air) == doctest::Approx(0).epsilon(1e-4));
}

TEST_CASE("Saemundsson's formula by hand") {
  // 1.02/tan(10.68167 degree) minutes.
  const Air air{.pressure_pa = 101000, .temperature_c = 10};
  CHECK(refraction_degree(10, air) == doctest::Approx(0.090130).epsilon(1e-5));
  const Air warm{.pressure_pa = 101000, .temperature_c = 293};
  CHECK(refraction_degree(10, warm) ==
        doctest::Approx(refraction_degree(10, air) / 2).epsilon(1e-12));
}

TEST_CASE("thin and warm air bends less") {
  CHECK(refraction_degree(5, {.pressure_pa = 50000}) <
        refraction_degree(5, {.pressure_pa = 101325}) / 2);
  CHECK(refraction_degree(5, {.temperature_c = 30}) < refraction_degree(5, {.temperature_c = 0}));
}

TEST_CASE("a sun below the horizon is not lifted") {
  CHECK(refraction_degree(-0.83, {}) > 0);
  CHECK(refraction_degree(-0.84, {}) == 0);
  CHECK(refraction_degree(-5.11, {}) == 0);
  CHECK(refraction_degree(-90, {}) == 0);
}

}  // namespace
}  // namespace peerwatt::solar
