#include "agents/weather/energy_plus.hpp"

#include <fmt/format.h>

#include "agents/weather/typical_year.hpp"

#include "tests/unit/agents/weather/weather_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

// A year made up: the global irradiance of a row is its number modulo 1000.
std::string epw(std::size_t rows_per_hour = 1, std::size_t days = 365) {
  std::string text =
      "LOCATION,Nowhere,-,ZZZ,made up,000000,48.5,11.25,1.0,450\n"
      "DESIGN CONDITIONS,0\nTYPICAL/EXTREME PERIODS,0\nGROUND TEMPERATURES,0\n"
      "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0\nCOMMENTS 1,\"a, b\"\nCOMMENTS 2,\n";
  text += fmt::format("DATA PERIODS,1,{},Data,Sunday, 1/ 1,12/31\n", rows_per_hour);
  for (std::size_t row = 0; row < days * 24 * rows_per_hour; ++row) {
    const CivilHour hour = hour_of_year(row / rows_per_hour, days);
    text += fmt::format(
        "1999,{},{},{},60,?9,-5.5,1,50,99000,0,0,300,{},200,100,0,0,0,0,180,2.5,"
        "0,0,9999,77777,9,999999999,0,0,0,88,0,0,0\n",
        hour.month, hour.day, hour.hour + 1, row % 1000);
  }
  return text;
}

const std::string kYear = epw();

void read(const std::filesystem::path& path) {
  read_epw(path);
}

TEST_CASE("an EPW file has a year of a site") {
  const WeatherText text{kYear};
  const WeatherFile file = read_epw(text.path());
  REQUIRE(file.site);
  CHECK(file.site->latitude_degree == 48.5);
  CHECK(file.site->longitude_degree == 11.25);
  CHECK(file.site->altitude_m == 450);
  CHECK(file.source.path == text.path());
  CHECK(file.weather.size() == 8760);
  CHECK(file.weather.step() == Duration::from_seconds(3600));
  // Hour 1 of the 1st of January ends at 01:00 of a clock an hour ahead of UTC.
  const auto value =
      file.weather.mean_over(*parse_utc("2025-01-01T06:00Z"), Duration::from_seconds(3600));
  CHECK(value.irradiance.ghi == 7);
  CHECK(value.irradiance.dni == 200);
  CHECK(value.irradiance.dhi == 100);
  CHECK(value.air_c == -5.5);
  CHECK(value.wind_m_per_s == 2.5);
}

TEST_CASE("rows of half an hour and of a leap year are read") {
  const WeatherText halves{epw(2)};
  CHECK(read_epw(halves.path()).weather.step() == Duration::from_seconds(1800));
  const WeatherText leap{epw(1, 366)};
  CHECK(read_epw(leap.path()).weather.size() == 8784);
}

TEST_CASE("missing values of an EPW file are all told") {
  std::string text = with(kYear, "300,0,200,100", "300,9999,200,100");
  text = with(text, "-5.5", "99.9");
  text = with(text, "180,2.5", "180,999");
  CHECK(complaint(text, read) ==
        "f:9:18: air temperature: is missing (code 99.9)\n"
        "f:9:42: global irradiance: is missing (code 9999)\n"
        "f:9:67: wind: is missing (code 999)");
}

TEST_CASE("a year with a gap is refused") {
  const std::string first = kYear.substr(kYear.find("1999,1,1,1,"));
  const std::string row = first.substr(0, first.find('\n') + 1);
  const std::string found = complaint(with(kYear, row, ""), read);
  CHECK(found.find("must have the 8760 or 8784 rows of a year (got 8759)") != std::string::npos);
  CHECK(found.find("f:9: must be the hour from 01-01 00:00 of a year without gaps (got 01-01 "
                   "01:00)") != std::string::npos);
}

TEST_CASE("a wrong header is refused") {
  CHECK(complaint("a\nb\n", read) ==
        "f:1: is no EPW file: the first of 8 lines of header must be LOCATION");
  CHECK(complaint("LOCATION,1\n", read) ==
        "f:1: is no EPW file: the first of 8 lines of header must be LOCATION");
  CHECK(complaint(with(kYear, "48.5,11.25,1.0", "98.5,x,15"), read) ==
        "f:1:44: longitude: must be a number (got 'x')\n"
        "f:1:46: time zone: must be from -12 to 14 h (got 15)");
  CHECK(complaint(with(kYear, "48.5", "98.5"), read) ==
        "f:1:1: latitude: must be from -90 to 90 degree (got 98.5)");
  CHECK(complaint(with(kYear, "PERIODS,1,1", "PERIODS,1,7"), read) ==
        "f:8:16: rows per hour: must divide 60 (got '7')");
}

}  // namespace
}  // namespace peerwatt::weather
