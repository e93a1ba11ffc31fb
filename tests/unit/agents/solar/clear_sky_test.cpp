#include "agents/solar/clear_sky.hpp"

#include <cmath>
#include <initializer_list>

#include "agents/solar/irradiance.hpp"

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

TEST_CASE("there is no light at night") {
  for (const double sine : {0.0, -0.001, -1.0}) {
    const Irradiance sky = ineichen_clear_sky({.sine_of_elevation = sine});
    CHECK(sky.ghi == 0);
    CHECK(sky.dni == 0);
    CHECK(sky.dhi == 0);
    CHECK(haurwitz_ghi(sine) == 0);
  }
}

TEST_CASE("direct and diffuse light add up to the global") {
  for (const double sine : {1e-6, 0.02, 0.3, 1.0}) {
    for (const double turbidity : {1.0, 2.0, 7.0}) {
      const Irradiance sky = ineichen_clear_sky({.sine_of_elevation = sine,
                                                 .absolute_air_mass = 1 / (sine + 0.03),
                                                 .linke_turbidity = turbidity,
                                                 .altitude_m = 500});
      CHECK(sky.dni * sine + sky.dhi == doctest::Approx(sky.ghi).epsilon(1e-12));
      CHECK(sky.dni >= 0);
      CHECK(sky.dhi >= 0);
      CHECK(std::isfinite(sky.dni));
    }
  }
}

TEST_CASE("haze takes direct light and adds diffuse light") {
  const Irradiance clean = ineichen_clear_sky({.sine_of_elevation = 0.7, .linke_turbidity = 2});
  const Irradiance hazy = ineichen_clear_sky({.sine_of_elevation = 0.7, .linke_turbidity = 5});
  CHECK(hazy.ghi < clean.ghi);
  CHECK(hazy.dni < clean.dni);
  CHECK(hazy.dhi > clean.dhi);
}

TEST_CASE("there is more light on a mountain") {
  const Irradiance sea = ineichen_clear_sky({.sine_of_elevation = 0.7});
  const Irradiance mountain = ineichen_clear_sky({.sine_of_elevation = 0.7, .altitude_m = 3000});
  CHECK(mountain.ghi > sea.ghi);
  CHECK(mountain.dni > sea.dni);
}

TEST_CASE("the sun overhead gives what Haurwitz found") {
  CHECK(haurwitz_ghi(1) == doctest::Approx(1098 * 0.942707).epsilon(1e-6));  // exp(-0.059)
}

}  // namespace
}  // namespace peerwatt::solar
