#include "agents/solar/sky.hpp"

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

constexpr Site kEquator{};
constexpr Duration kQuarter = Duration::from_seconds(900);

Sky sky_at(const char* time, const Conditions& conditions) {
  return sky_of_slot(SkyModel::kIsotropic, *parse_utc(time), kQuarter, kEquator, conditions);
}

TEST_CASE("the global irradiance follows from its parts") {
  // The reading of the global irradiance is not looked at: it may be of another instant.
  const Sky sky = sky_at("2024-03-20T12:00Z", {.irradiance = {1, 800, 100}});
  CHECK(sky.dni == 800);
  CHECK(sky.diffuse.isotropic == 100);
  CHECK(sky.ghi == doctest::Approx(900).epsilon(0.001));
  CHECK(sky.sun.up == doctest::Approx(1).epsilon(0.001));
}

TEST_CASE("there is no direct light at night, whatever the weather says") {
  const Sky sky = sky_at("2024-03-20T00:00Z", {.irradiance = {0, 800, 3}});
  CHECK(sky.dni == 0);
  CHECK(sky.ghi == 3);
  CHECK(sky.diffuse.isotropic == 3);
}

TEST_CASE("instruments that show less than nothing are read as zero") {
  const Sky sky = sky_at("2024-03-20T12:00Z", {.irradiance = {-1, -2, -3}});
  CHECK(sky.dni == 0);
  CHECK(sky.ghi == 0);
}

TEST_CASE("air and wind pass through") {
  const Sky sky = sky_at("2024-03-20T12:00Z", {.air_c = -5, .wind_m_per_s = 7});
  CHECK(sky.air_c == -5);
  CHECK(sky.wind_m_per_s == 7);
}

TEST_CASE("light on a plane is direct, from the sky and from the ground") {
  Sky sky;
  sky.sun = {0, -0.8, 0.6};
  sky.dni = 500;
  sky.ghi = 400;
  sky.diffuse = {.isotropic = 100};
  const PlaneIrradiance wall = irradiance_on(Plane{90, 180}, sky, 0.25);
  CHECK(wall.direct == doctest::Approx(400).epsilon(1e-12));
  CHECK(wall.sky == doctest::Approx(50).epsilon(1e-12));
  CHECK(wall.ground == doctest::Approx(50).epsilon(1e-12));
  CHECK(wall.total() == doctest::Approx(500).epsilon(1e-12));
  CHECK(irradiance_on(Plane{90, 0}, sky, 0.25).direct == 0);
  CHECK(irradiance_on(Plane{0, 0}, sky, 0.25).ground == 0);
}

}  // namespace
}  // namespace peerwatt::solar
