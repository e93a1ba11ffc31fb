#include "agents/devices/solar_geometry.hpp"

#include <cmath>
#include <filesystem>
#include <numbers>

#include "engine/csv/table.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::devices;

namespace {

constexpr double kRadians = std::numbers::pi / 180;

// Minutes by which the true sun is ahead of the mean sun (Spencer, Search 2(5), 1971).
double equation_of_time_minutes(SimTime time) {
  const std::int64_t year_start = parse_utc(format_utc(time).substr(0, 4) + "-01-01Z")->seconds();
  const double b =
      2 * std::numbers::pi * static_cast<double>(time.seconds() - year_start) / 86400 / 365;
  return 229.18 * (0.000075 + 0.001868 * std::cos(b) - 0.032077 * std::sin(b) -
                   0.014615 * std::cos(2 * b) - 0.040849 * std::sin(2 * b));
}

// Cooper's declination is off by up to 1.39 degrees over a year (against Spencer's series, itself
// good to 0.04 degrees), and no site's sine of elevation answers by more than 1 per radian.
constexpr double kDeclinationTolerance = 1.45 * kRadians;

double number(const csv::Table& table, std::size_t row, const char* column) {
  return std::stod(std::string{table.cell(row, *table.find(column))});
}

}  // namespace

// The reference is the true elevation, without refraction, by NREL's algorithm.
TEST_CASE("the sun stands where the reference says, but for the neglected equation of time") {
  const std::filesystem::path file =
      std::filesystem::path{PEERWATT_SHARED_DATA} / "pv_reference" / "solar_position.csv";
  if (!std::filesystem::exists(file)) {
    MESSAGE("skipped: no reference positions of the sun");
    return;
  }
  const csv::Table table = csv::Table::read(file);
  REQUIRE(table.rows() >= 8);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const SimTime time = *parse_utc(table.cell(row, *table.find("utc_time")));
    const Site site{number(table, row, "latitude_deg"), number(table, row, "longitude_deg")};
    const double expected = std::sin(number(table, row, "elevation_deg") * kRadians);
    const double minutes = equation_of_time_minutes(time);
    CAPTURE(row);
    // The mean sun is where the true sun was (or will be) these minutes away: a quarter of a degree
    // of hour angle each, which moves the sine by cos(latitude) per radian at most.
    const double neglected =
        std::fabs(minutes) * 0.25 * kRadians * std::cos(site.latitude_degree * kRadians);
    CHECK(std::fabs(sine_of_solar_elevation(site, time) - expected) <
          neglected + kDeclinationTolerance);
    const SimTime corrected = time + Duration::from_seconds(60 * minutes);
    CHECK(std::fabs(sine_of_solar_elevation(site, corrected) - expected) < kDeclinationTolerance);
  }
}

TEST_CASE("at the equator the equinox sun passes overhead at noon of its meridian") {
  const SimTime noon = *parse_utc("2025-03-22T12:00:00Z");
  const SimTime six_hours_later = *parse_utc("2025-03-22T18:00:00Z");
  CHECK(sine_of_solar_elevation({0, 0}, noon) == doctest::Approx(1).epsilon(1e-3));
  CHECK(std::fabs(sine_of_solar_elevation({0, 0}, six_hours_later)) < 1e-3);
  CHECK(sine_of_solar_elevation({0, -90}, six_hours_later) == doctest::Approx(1).epsilon(1e-3));
  CHECK(sine_of_solar_elevation({0, 180}, noon) == doctest::Approx(-1).epsilon(1e-3));
}

TEST_CASE("the poles have half a year of day") {
  for (const char* july : {"2025-07-01T00:00:00Z", "2025-07-01T12:00:00Z"}) {
    CHECK(sine_of_solar_elevation({90, 0}, *parse_utc(july)) > 0.38);
    CHECK(sine_of_solar_elevation({-90, 0}, *parse_utc(july)) < -0.38);
  }
}

TEST_CASE("times before 1970 have a sun too") {
  const double elevation = sine_of_solar_elevation({0, 0}, *parse_utc("1950-03-22T12:00:00Z"));
  CHECK(elevation == doctest::Approx(1).epsilon(1e-3));
}
