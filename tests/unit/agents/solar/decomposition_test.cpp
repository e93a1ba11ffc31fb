#include "agents/solar/decomposition.hpp"

#include <cmath>
#include <initializer_list>

#include "agents/solar/irradiance.hpp"

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

TEST_CASE("the less light, the more of it is diffuse") {
  CHECK(erbs_diffuse_share(0) == 1);
  CHECK(erbs_diffuse_share(0.2) == doctest::Approx(0.982).epsilon(1e-12));
  // By hand: 0.9511 - 0.0802 + 1.097 - 2.07975 + 0.771.
  CHECK(erbs_diffuse_share(0.5) == doctest::Approx(0.65915).epsilon(1e-12));
  // By hand: 0.9511 - 0.1203 + 2.46825 - 7.0191563 + 3.9031875.
  CHECK(erbs_diffuse_share(0.75) == doctest::Approx(0.1830812).epsilon(1e-6));
  CHECK(erbs_diffuse_share(0.81) == 0.165);
  CHECK(erbs_diffuse_share(7) == 0.165);
  CHECK(erbs_diffuse_share(-1) == 1);
}

TEST_CASE("the parts of a correlation meet where they end") {
  CHECK(erbs_diffuse_share(0.22) == doctest::Approx(erbs_diffuse_share(0.2200001)).epsilon(0.002));
  CHECK(erbs_diffuse_share(0.8) == doctest::Approx(erbs_diffuse_share(0.8000001)).epsilon(0.02));
}

TEST_CASE("direct and diffuse light add up to what was divided") {
  for (const double ghi : {0.0, 1.0, 100.0, 500.0, 900.0, 2000.0}) {
    for (const double sine : {-1.0, 0.0, 0.01, 0.06, 0.5, 1.0}) {
      const Irradiance light = erbs_decomposition(ghi, sine, 1361);
      CHECK(light.ghi == ghi);
      CHECK(light.dni * sine + light.dhi == doctest::Approx(ghi).epsilon(1e-12));
      CHECK(light.dni >= 0);
      CHECK(std::isfinite(light.dni));
    }
  }
}

TEST_CASE("with the sun on the horizon all light is diffuse") {
  CHECK(erbs_decomposition(50, 0.05, 1361).dni == 0);
  CHECK(erbs_decomposition(50, 0.05, 1361).dhi == 50);
  CHECK(erbs_decomposition(50, 0.06, 1361).dni > 0);
}

TEST_CASE("what an instrument shows below zero is no light") {
  CHECK(erbs_decomposition(-3, 0.5, 1361).ghi == 0);
  CHECK(erbs_decomposition(-3, 0.5, 1361).dhi == 0);
}

}  // namespace
}  // namespace peerwatt::solar
