#include "agents/weather/pvgis.hpp"

#include <fmt/format.h>

#include "agents/solar/sun_position.hpp"
#include "agents/weather/typical_year.hpp"

#include "tests/unit/agents/weather/weather_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

constexpr Duration kHour = Duration::from_seconds(3600);

std::string head(const std::string& more) {
  return "Latitude (decimal degrees):\t0.0\r\nLongitude (decimal degrees):\t0.0\r\n"
         "Elevation (m):\t250\r\n" +
         more;
}

// A year made up; months of different years.
std::string typical_year(const std::string& offset) {
  std::string text = head(offset +
                          "month,year\r\n1,2011\r\n"
                          "time(UTC),T2m,RH,G(h),Gb(n),Gd(h),IR(h),WS10m,WD10m,SP\r\n");
  for (std::size_t row = 0; row < 8760; ++row) {
    const CivilHour hour = hour_of_year(row, 365);
    text += fmt::format("{}{:02}{:02}:{:02}00,-5.5,70,{},200,-0.0,300,2.5,90,99000\r\n",
                        2010 + hour.month, hour.month, hour.day, hour.hour, row % 1000);
  }
  return text + "\r\nT2m: 2-m air temperature (degree Celsius)\r\n\r\nPVGIS (c) European Union\r\n";
}

const std::string kHourly = head(
    "Radiation database:\tmade up\r\n\r\nSlope: 0 deg.\r\nAzimuth: 0 deg.\r\n"
    "time,Gb(i),Gd(i),Gr(i),H_sun,T2m,WS10m,Int\r\n"
    "20240320:1110,700,100,0,80,25.5,2.5,0\r\n"
    "20240320:1210,710,110,0,85,26.5,2,0\r\n"
    "\r\nGb(i): Direct (beam) irradiance\r\n");

void read(const std::filesystem::path& path) {
  read_pvgis(path);
}

TEST_CASE("a typical year of PVGIS stands for the hours around its stamps") {
  const WeatherText text{typical_year("")};
  const WeatherFile file = read_pvgis(text.path());
  REQUIRE(file.site);
  CHECK(file.site->altitude_m == 250);
  const auto value = file.weather.mean_over(*parse_utc("2025-01-01T06:30Z"), kHour);
  CHECK(value.irradiance.ghi == 7);
  CHECK(value.irradiance.dni == 200);
  CHECK(value.irradiance.dhi == 0);
  CHECK(value.air_c == -5.5);
  CHECK(value.wind_m_per_s == 2.5);
}

TEST_CASE("the offset of a typical year moves it") {
  const WeatherText text{typical_year("Irradiance Time Offset (h): 0.5\r\n")};
  CHECK(read_pvgis(text.path())
            .weather.mean_over(*parse_utc("2025-01-01T07:00Z"), kHour)
            .irradiance.ghi == 7);
}

TEST_CASE("hourly data of PVGIS are instants") {
  const WeatherText text{kHourly};
  const WeatherFile file = read_pvgis(text.path());
  REQUIRE(file.weather.size() == 2);
  CHECK(file.weather.covers(*parse_utc("2024-03-20T10:40Z"), *parse_utc("2024-03-20T12:40Z")));
  CHECK_FALSE(
      file.weather.covers(*parse_utc("2024-03-20T10:39Z"), *parse_utc("2024-03-20T11:00Z")));
  const auto& value = file.weather.value(0);
  const double sine = solar::sun_position(*parse_utc("2024-03-20T11:10Z"), *file.site).direction.up;
  CHECK(value.irradiance.ghi == 800);
  CHECK(value.irradiance.dni == doctest::Approx(700 / sine).epsilon(1e-12));
  CHECK(value.irradiance.dhi == 100);
  CHECK(value.air_c == 25.5);
  CHECK(value.wind_m_per_s == 2.5);
}

TEST_CASE("hourly data without parts are divided") {
  const WeatherText text{
      head("Slope: 0 deg.\r\ntime,G(i),H_sun,T2m,WS10m,Int\r\n"
           "20240320:1110,800,80,25.5,2.5,0\r\n")};
  const auto value = read_pvgis(text.path()).weather.value(0);
  CHECK(value.irradiance.ghi == 800);
  CHECK(value.irradiance.dhi > 100);
  CHECK(value.irradiance.dhi < 400);
}

TEST_CASE("a tilted plane is refused") {
  CHECK(complaint(with(kHourly, "Slope: 0 deg.", "Slope: 35 deg. (optimum)"), read) ==
        "f:6: the plane must be horizontal; ask PVGIS for a slope of 0");
}

TEST_CASE("everything wrong with hourly data is told") {
  std::string text = with(kHourly, "20240320:1110", "2024-03-20 11");
  text = with(text, "26.5", "");
  CHECK(complaint(text, read) ==
        "f:9:1: must be a time such as 20110131:0010 (got '2024-03-20 11')\n"
        "f:10:28: air temperature: is missing");
  CHECK(complaint(with(kHourly, ":1210", ":1310"), read) ==
        "f:10:1: must be an hour after the row above (got '20240320:1310')");
  CHECK(complaint(with(kHourly, "WS10m", "WS"), read) == "f:8: no column 'WS10m'");
  CHECK(complaint(with(kHourly, "Elevation (m)", "Height"), read) ==
        "f:1: no number after 'Elevation (m):'");
}

TEST_CASE("everything wrong with a typical year is told") {
  const std::string year = typical_year("");
  CHECK(complaint(with(year, "20110101:0000", "20110101:0100"), read) ==
        "f:7: must be the hour from 01-01 00:00 of a year without gaps (got 01-01 01:00)");
  CHECK(complaint(with(year, "G(h)", "G"), read) == "f:6: no column 'G(h)'");
}

TEST_CASE("other files are no files of PVGIS") {
  CHECK(complaint("a,b\n", read) ==
        "f:1: is no CSV file of PVGIS: no header begins with time(UTC) or time");
}

}  // namespace
}  // namespace peerwatt::weather
