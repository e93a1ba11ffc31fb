#include "agents/weather/weather_csv.hpp"

#include "tests/unit/agents/weather/weather_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

const std::string kTable =
    "time;sun;direct;diffuse;air;wind\n"
    "2024-03-20 12:00;800;700;100;25,5;2,5\n"
    "2024-03-20 13:00;810;710;110;26,5;3\n";

WeatherCsvLayout all_columns() {
  WeatherCsvLayout layout;
  layout.time_column = "time";
  layout.ghi_column = "sun";
  layout.dni_column = "direct";
  layout.dhi_column = "diffuse";
  layout.air_column = "air";
  layout.wind_column = "wind";
  return layout;
}

Weather read(const std::string& text, WeatherCsvLayout layout) {
  const WeatherText file{text};
  layout.path = file.path();
  return read_weather_csv(layout).weather;
}

std::string problem(const std::string& text, WeatherCsvLayout layout) {
  return complaint(text, [&](const std::filesystem::path& path) {
    layout.path = path;
    read_weather_csv(layout);
  });
}

bool begins(const Weather& weather, const char* text) {
  const SimTime time = *parse_utc(text);
  return weather.covers(time, time + weather.step()) &&
         !weather.covers(time - Duration::from_seconds(1), time);
}

TEST_CASE("declared columns are read") {
  const Weather weather = read(kTable, all_columns());
  CHECK(weather.size() == 2);
  CHECK(begins(weather, "2024-03-20T12:00Z"));
  const auto& value = weather.value(0);
  CHECK(value.irradiance.ghi == 800);
  CHECK(value.irradiance.dni == 700);
  CHECK(value.irradiance.dhi == 100);
  CHECK(value.air_c == 25.5);
  CHECK(value.wind_m_per_s == 2.5);
}

TEST_CASE("columns that are not declared have stated values, or follow from others") {
  WeatherCsvLayout layout = all_columns();
  layout.ghi_column = layout.air_column = layout.wind_column = "";
  layout.air_c = 11;
  layout.wind_m_per_s = 3.5;
  const Weather weather = read(kTable, layout);
  CHECK(weather.value(0).irradiance.ghi > 750);
  CHECK(weather.value(0).air_c == 11);
  CHECK(weather.value(0).wind_m_per_s == 3.5);
}

TEST_CASE("stamps may state ends, zones and other steps") {
  WeatherCsvLayout layout = all_columns();
  layout.stamp = profiles::StampAt::kEnd;
  CHECK(begins(read(kTable, layout), "2024-03-20T11:00Z"));
  layout.ahead_of_utc_h = 9.5;
  CHECK(begins(read(kTable, layout), "2024-03-20T01:30Z"));
  layout = all_columns();
  layout.step_s = 1800;
  const std::string zoned = with(with(kTable, "12:00", "12:00+02:00"), "13:00", "12:30+02:00");
  layout.ahead_of_utc_h = 5;  // which stamps with a zone do not look at
  CHECK(begins(read(zoned, layout), "2024-03-20T10:00Z"));
}

TEST_CASE("everything wrong with the rows is told at once") {
  const std::string text = with(with(with(kTable, "800", "9999"), "25,5", ""), "13:00", "14:00");
  CHECK(problem(text, all_columns()) ==
        "f:2:18: sun: is missing (code 9999)\n"
        "f:2:31: air: is missing\n"
        "f:3:1: time: must be 3600 s after the row above (got '2024-03-20 14:00')");
  CHECK(problem(with(kTable, "2024-03-20 12:00", "noon"), all_columns()) ==
        "f:2:1: time: must be a date and time (got 'noon')");
}

TEST_CASE("columns that are declared must be there") {
  WeatherCsvLayout layout = all_columns();
  layout.wind_column = "gusts";
  CHECK(problem(kTable, layout).find("no column 'gusts'") != std::string::npos);
}

TEST_CASE("a layout needs enough of the irradiance, and a step") {
  WeatherCsvLayout layout = all_columns();
  layout.ghi_column = layout.dni_column = "";
  layout.step_s = 0;
  CHECK(problem(kTable, layout) ==
        "f: needs a column of the global irradiance, or those of the direct and the diffuse one\n"
        "f: step_s: must be from 1 to 86400 (got 0)");
}

TEST_CASE("a header without rows is refused") {
  CHECK(problem(kTable.substr(0, kTable.find('\n') + 1), all_columns()).find("no rows") !=
        std::string::npos);
}

}  // namespace
}  // namespace peerwatt::weather
