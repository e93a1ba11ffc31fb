#include "agents/weather/tmy3.hpp"

#include <fmt/format.h>

#include "agents/weather/typical_year.hpp"

#include "tests/unit/agents/weather/weather_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

// A year made up; months of different years.
std::string tmy3() {
  std::string text =
      "000000,\"NOWHERE, MADE UP\",CO,-7.0,39.5,-105.25,1600\n"
      "Date (MM/DD/YYYY),Time (HH:MM),GHI (W/m^2),GHI source,DNI (W/m^2),DHI (W/m^2),"
      "Dry-bulb (C),Wspd (m/s)\n";
  for (std::size_t row = 0; row < 8760; ++row) {
    const CivilHour hour = hour_of_year(row, 365);
    text += fmt::format("{:02}/{:02}/{},{:02}:00,{},1,200,100,-5.5,2.5\n", hour.month, hour.day,
                        1980 + hour.month, hour.hour + 1, row % 1000);
  }
  return text;
}

const std::string kYear = tmy3();

void read(const std::filesystem::path& path) {
  read_tmy3(path);
}

TEST_CASE("a TMY3 file has a year of a station") {
  const WeatherText text{kYear};
  const WeatherFile file = read_tmy3(text.path());
  REQUIRE(file.site);
  CHECK(file.site->latitude_degree == 39.5);
  CHECK(file.site->longitude_degree == -105.25);
  CHECK(file.site->altitude_m == 1600);
  // The hour that ends at 08:00 of a clock seven hours behind UTC begins at 14:00Z.
  const auto value =
      file.weather.mean_over(*parse_utc("2025-01-01T14:00Z"), Duration::from_seconds(3600));
  CHECK(value.irradiance.ghi == 7);
  CHECK(value.irradiance.dni == 200);
  CHECK(value.irradiance.dhi == 100);
  CHECK(value.air_c == -5.5);
  CHECK(value.wind_m_per_s == 2.5);
}

TEST_CASE("missing values and wrong stamps of a TMY3 file are all told") {
  std::string text = with(kYear, "01:00,0,1,200", "01:00,-9900,1,-9900");
  text = with(text, "01/01/1981,02:00", "1/1/1981,02:00");
  text = with(text, "01/01/1981,03:00", "01/02/1981,03:00");
  CHECK(complaint(text, read) ==
        "f:3:18: global irradiance: is missing (code -9900)\n"
        "f:3:26: direct irradiance: is missing (code -9900)\n"
        "f:4:1: must begin with a date and the end of an hour such as 01/31/1988,24:00 (got "
        "'1/1/1981,02:00')\n"
        "f:5: must be the hour from 01-01 02:00 of a year without gaps (got 01-02 02:00)");
}

TEST_CASE("a TMY3 file must have its header and its year") {
  CHECK(complaint("a\nb\nc\n", read) ==
        "f:1: is no TMY3 file: the second line must begin with Date (MM/DD/YYYY)");
  CHECK(complaint(with(kYear, "DHI (W/m^2)", "DHI"), read) == "f:2: no column 'DHI (W/m^2)'");
  CHECK(complaint(with(kYear, "39.5", "x"), read) ==
        "f:1:35: latitude: must be a number (got 'x')");
  CHECK(complaint(kYear + "01/01/1981,01:00,0,1,200,100,-5.5,2.5\n", read).find("(got 8761)") !=
        std::string::npos);
}

}  // namespace
}  // namespace peerwatt::weather
