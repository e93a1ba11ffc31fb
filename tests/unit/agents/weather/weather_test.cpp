#include "agents/weather/weather.hpp"

#include <initializer_list>
#include <string>
#include <vector>

#include "engine/core/contracts.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

constexpr Duration kHour = Duration::from_seconds(3600);

SimTime at(const char* text) {
  return *parse_utc(text);
}

solar::Conditions value_of(double number) {
  return {{number, 2 * number, 3 * number}, 4 * number, 5 * number};
}

// Hours with the values 0, 1, 2, ...
std::vector<solar::Conditions> rising(std::size_t hours) {
  std::vector<solar::Conditions> values;
  for (std::size_t i = 0; i < hours; ++i) values.push_back(value_of(static_cast<double>(i)));
  return values;
}

double ghi_at(const Weather& weather, const char* time) {
  return weather.mean_over(at(time), kHour).irradiance.ghi;
}

TEST_CASE("a slot gets the mean of the intervals that it touches") {
  const Weather weather = Weather::dated(at("2024-05-01T00:00Z"), kHour, rising(24));
  CHECK(weather.step() == kHour);
  CHECK(weather.size() == 24);
  CHECK(weather.value(3).irradiance.ghi == 3);
  CHECK(ghi_at(weather, "2024-05-01T07:00Z") == 7);
  CHECK(ghi_at(weather, "2024-05-01T07:30Z") == 7.5);
  const solar::Conditions mean =
      weather.mean_over(at("2024-05-01T07:45Z"), Duration::from_seconds(2 * 3600));
  // A quarter of hour 7, hour 8, three quarters of hour 9, over two hours.
  CHECK(mean.irradiance.ghi == 8.25);
  CHECK(mean.irradiance.dni == 16.5);
  CHECK(mean.irradiance.dhi == 24.75);
  CHECK(mean.air_c == 33);
  CHECK(mean.wind_m_per_s == 41.25);
  CHECK(weather.mean_over(at("2024-05-01T07:50Z"), Duration::from_seconds(300)).irradiance.ghi ==
        7);
}

TEST_CASE("there is no weather before the first and after the last interval") {
  const Weather weather = Weather::dated(at("2024-05-01T00:00Z"), kHour, rising(24));
  CHECK(weather.covers(at("2024-05-01T00:00Z"), at("2024-05-02T00:00Z")));
  CHECK_FALSE(weather.covers(at("2024-04-30T23:59:59Z"), at("2024-05-02T00:00Z")));
  CHECK_FALSE(weather.covers(at("2024-05-01T00:00Z"), at("2024-05-02T00:00:01Z")));
  CHECK_THROWS_AS(weather.mean_over(at("2024-05-01T23:30Z"), kHour), LogicError);
  CHECK_THROWS_AS(weather.mean_over(at("2024-05-01T01:00Z"), Duration{}), LogicError);
}

TEST_CASE("weather needs intervals") {
  CHECK_THROWS_AS(Weather::dated(SimTime{}, kHour, {}), LogicError);
  CHECK_THROWS_AS(Weather::dated(SimTime{}, Duration{}, rising(3)), LogicError);
  CHECK_THROWS_AS(Weather::of_every_year(Duration{}, kHour, rising(8759)), LogicError);
  CHECK_THROWS_AS(Weather::of_every_year(Duration{}, Duration::from_seconds(7000), rising(8760)),
                  LogicError);
}

TEST_CASE("a year serves for every year") {
  const Weather weather = Weather::of_every_year(Duration{}, kHour, rising(8760));
  CHECK(weather.covers(at("1900-01-01T00:00Z"), at("2199-01-01T00:00Z")));
  for (const char* year : {"1969", "2023", "2024", "2031"}) {
    CHECK(ghi_at(weather, (std::string{year} + "-01-01T00:00Z").c_str()) == 0);
    CHECK(ghi_at(weather, (std::string{year} + "-02-28T05:00Z").c_str()) == 58 * 24 + 5);
    CHECK(ghi_at(weather, (std::string{year} + "-03-01T00:00Z").c_str()) == 59 * 24);
    CHECK(ghi_at(weather, (std::string{year} + "-12-31T23:00Z").c_str()) == 8759);
  }
  CHECK(ghi_at(weather, "2024-02-29T05:00Z") == 58 * 24 + 5);
  CHECK(ghi_at(weather, "2023-12-31T23:30Z") == 8759.0 / 2);  // half of the last, half of the first
}

TEST_CASE("a year with a leap day has it in leap years only") {
  const Weather weather = Weather::of_every_year(Duration{}, kHour, rising(8784));
  CHECK(ghi_at(weather, "2024-02-29T05:00Z") == 59 * 24 + 5);
  CHECK(ghi_at(weather, "2024-03-01T00:00Z") == 60 * 24);
  CHECK(ghi_at(weather, "2023-03-01T00:00Z") == 60 * 24);
  CHECK(ghi_at(weather, "2023-02-28T23:00Z") == 59 * 24 - 1);
  CHECK(ghi_at(weather, "2023-12-31T23:00Z") == 8783);
}

TEST_CASE("a year begins at midnight on its clock") {
  const Weather east = Weather::of_every_year(10 * kHour, kHour, rising(8760));
  CHECK(ghi_at(east, "2023-12-31T14:00Z") == 0);
  const Weather half = Weather::of_every_year(Duration::from_seconds(-1800), kHour, rising(8760));
  CHECK(ghi_at(half, "2024-01-01T00:30Z") == 0);
  CHECK(ghi_at(half, "2024-01-01T01:00Z") == 0.5);
}

}  // namespace
}  // namespace peerwatt::weather
