#include "agents/solar/sun_position.hpp"

#include <cmath>
#include <initializer_list>

#include "agents/solar/site.hpp"

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

SimTime at(const char* text) {
  return *parse_utc(text);
}

TEST_CASE("the sun is over the tropics at the solstices, over the equator at the equinoxes") {
  CHECK(sun_in_space(at("2024-06-20T20:51Z")).sine_of_declination ==
        doctest::Approx(0.39777).epsilon(0.0001));
  CHECK(sun_in_space(at("2024-12-21T09:20Z")).sine_of_declination ==
        doctest::Approx(-0.39777).epsilon(0.0001));
  CHECK(std::abs(sun_in_space(at("2024-03-20T03:06Z")).sine_of_declination) < 0.0001);
}

TEST_CASE("the earth is nearest to the sun in January") {
  CHECK(sun_in_space(at("2024-01-03T00:39Z")).distance_au ==
        doctest::Approx(0.98331).epsilon(0.00005));
  CHECK(sun_in_space(at("2024-07-05T05:06Z")).distance_au ==
        doctest::Approx(1.01673).epsilon(0.00005));
  CHECK(extraterrestrial_w_per_m2(1) == 1361);
  CHECK(extraterrestrial_w_per_m2(2) == 1361.0 / 4);
}

TEST_CASE("Meeus's example of the sun's coordinates") {
  // Chapter 25, example 25.a: 1992-10-13T00:00 of terrestrial time, 59 s before UTC; right
  // ascension 198.38083, declination -7.78507 degree, distance 0.99766 au.
  const SunInSpace sun = sun_in_space(at("1992-10-12T23:58:51Z"));
  CHECK(std::remainder(sun.right_ascension_degree - 198.38083, 360.0) ==
        doctest::Approx(0).epsilon(0.006));
  CHECK(sun.sine_of_declination == doctest::Approx(-0.135458).epsilon(0.00005));
  CHECK(sun.distance_au == doctest::Approx(0.99766).epsilon(0.00001));
}

TEST_CASE("the hour angle is negative in the morning") {
  const SunInSpace sun = sun_in_space(at("2024-04-15T06:00Z"));
  CHECK(hour_angle_degree(sun, 0) == doctest::Approx(-90).epsilon(0.002));
  CHECK(hour_angle_degree(sun, 180) == doctest::Approx(90).epsilon(0.002));
  CHECK(hour_angle_degree(sun, 90) == doctest::Approx(0).epsilon(0.1));
}

TEST_CASE("the sun goes from east over south to west, south of it over north") {
  const Site north{.latitude_degree = 48}, south{.latitude_degree = -48};
  for (const Site& site : {north, south}) {
    const SunPosition morning = sun_position(at("2024-04-15T08:00Z"), site);
    CHECK(morning.azimuth_degree > 0);
    CHECK(morning.azimuth_degree < 180);
    CHECK(morning.direction.east > 0);
    const SunPosition evening = sun_position(at("2024-04-15T16:00Z"), site);
    CHECK(evening.azimuth_degree > 180);
    CHECK(evening.azimuth_degree < 360);
    CHECK(evening.direction.east < 0);
    const SunPosition noon = sun_position(at("2024-04-15T12:00Z"), site);
    CHECK((noon.direction.north < 0) == (site.latitude_degree > 0));
    CHECK(noon.is_up());
  }
}

TEST_CASE("direction and angles are one") {
  for (const char* time : {"2024-04-15T05:30Z", "2024-04-15T12:00Z", "2024-12-15T16:00Z"}) {
    const SunPosition sun = sun_position(at(time), {.latitude_degree = 48});
    CHECK(dot(sun.direction, sun.direction) == doctest::Approx(1).epsilon(1e-12));
    const double radians = std::acos(-1) / 180;
    CHECK(sun.direction.up ==
          doctest::Approx(std::sin(sun.apparent_elevation_degree * radians)).epsilon(1e-12));
    CHECK(std::atan2(sun.direction.east, sun.direction.north) / radians ==
          doctest::Approx(std::remainder(sun.azimuth_degree, 360.0)).epsilon(1e-9));
  }
}

TEST_CASE("the sun is seen higher than it is, less so on a mountain") {
  const SimTime early = at("2024-03-20T06:20Z");
  const SunPosition sea = sun_position(early, {});
  const SunPosition mountain = sun_position(early, {.altitude_m = 4000});
  CHECK(sea.elevation_degree == mountain.elevation_degree);
  CHECK(sea.apparent_elevation_degree > mountain.apparent_elevation_degree);
  CHECK(mountain.apparent_elevation_degree > mountain.elevation_degree);
}

TEST_CASE("the sun turns around the poles") {
  for (const double latitude : {-90.0, 90.0}) {
    for (const char* time : {"2024-06-20T00:00Z", "2024-06-20T07:00Z"}) {
      const SunPosition sun = sun_position(at(time), {.latitude_degree = latitude});
      CHECK(std::abs(sun.elevation_degree) == doctest::Approx(23.43).epsilon(0.001));
      CHECK(sun.is_up() == (latitude > 0));
      CHECK(std::isfinite(sun.azimuth_degree));
    }
  }
}

}  // namespace
}  // namespace peerwatt::solar
