#include "agents/weather/irradiance_parts.hpp"

#include "engine/core/contracts.hpp"

#include "agents/solar/decomposition.hpp"
#include "agents/solar/sun_position.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

constexpr Duration kHour = Duration::from_seconds(3600);
constexpr solar::Site kEquator{};

const SimTime kNoon = *parse_utc("2024-03-20T11:30Z");
const SimTime kMorning = *parse_utc("2024-03-20T07:30Z");
const SimTime kNight = *parse_utc("2024-03-20T00:00Z");

double sine_in_the_middle(SimTime start) {
  return solar::sun_position(start + Duration::from_seconds(1800), kEquator).direction.up;
}

TEST_CASE("one part is not enough unless it is the global one") {
  CHECK(sufficient({100, {}, {}}));
  CHECK(sufficient({{}, 100, 50}));
  CHECK_FALSE(sufficient({{}, 100, {}}));
  CHECK_FALSE(sufficient({{}, {}, 100}));
  CHECK_THROWS_AS(complete_irradiance({{}, 100, {}}, kNoon, kHour, kEquator), LogicError);
}

TEST_CASE("the third part follows from two") {
  const double sine = sine_in_the_middle(kMorning);
  CHECK(complete_irradiance({{}, 600, 100}, kMorning, kHour, kEquator).ghi == 600 * sine + 100);
  CHECK(complete_irradiance({400, {}, 100}, kMorning, kHour, kEquator).dni == 300 / sine);
  CHECK(complete_irradiance({600, 500, {}}, kMorning, kHour, kEquator).dhi == 600 - 500 * sine);
  CHECK(complete_irradiance({1, 500, {}}, kMorning, kHour, kEquator).dhi == 0);
}

TEST_CASE("three parts stay as they are") {
  const solar::Irradiance light = complete_irradiance({1, 2, 3}, kMorning, kHour, kEquator);
  CHECK(light.ghi == 1);
  CHECK(light.dni == 2);
  CHECK(light.dhi == 3);
}

TEST_CASE("a global irradiance is divided by the correlation of Erbs") {
  const solar::Irradiance light = complete_irradiance({700, {}, {}}, kNoon, kHour, kEquator);
  const solar::SunPosition sun =
      solar::sun_position(kNoon + Duration::from_seconds(1800), kEquator);
  const double share = solar::erbs_diffuse_share(
      700 / (solar::extraterrestrial_w_per_m2(sun.distance_au) * sun.direction.up));
  CHECK(light.dhi == doctest::Approx(700 * share).epsilon(1e-12));
  CHECK(light.ghi == 700);
}

TEST_CASE("light without a sun is diffuse") {
  CHECK(complete_irradiance({5, {}, {}}, kNight, kHour, kEquator).dni == 0);
  CHECK(complete_irradiance({5, {}, {}}, kNight, kHour, kEquator).dhi == 5);
  CHECK(complete_irradiance({5, {}, 2}, kNight, kHour, kEquator).dni == 0);
  CHECK(complete_irradiance({5, {}, 2}, kNight, kHour, kEquator).dhi == 5);
}

TEST_CASE("with the sun on the horizon all unknown light is diffuse") {
  const SimTime start = *parse_utc("2024-03-20T06:10Z");
  const Duration ten_minutes = Duration::from_seconds(600);
  REQUIRE(solar::sun_position(start, kEquator).is_up());
  const solar::Irradiance light = complete_irradiance({50, {}, 20}, start, ten_minutes, kEquator);
  CHECK(light.dni == 0);
  CHECK(light.dhi == 50);
}

TEST_CASE("more diffuse than global light is all diffuse") {
  CHECK(complete_irradiance({50, {}, 60}, kNoon, kHour, kEquator).dni == 0);
  CHECK(complete_irradiance({50, {}, 60}, kNoon, kHour, kEquator).dhi == 50);
}

TEST_CASE("readings below zero are no light") {
  CHECK(complete_irradiance({-3, {}, {}}, kNight, kHour, kEquator).dhi == 0);
  CHECK(complete_irradiance({{}, -3, -4}, kNoon, kHour, kEquator).ghi == 0);
}

}  // namespace
}  // namespace peerwatt::weather
