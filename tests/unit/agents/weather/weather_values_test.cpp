#include "agents/weather/weather_values.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

std::string problem(Quantity quantity, std::optional<double> number, const char* text) {
  Diagnostics diagnostics;
  const auto value = checked_value(quantity, "x", number, text, {"f", 3, 5}, diagnostics);
  if (diagnostics.empty()) return value == number ? "" : "changed";
  return value ? "value in spite of a complaint" : diagnostics.list()[0].text();
}

std::vector<LineCell> row_of(const std::vector<std::string_view>& texts) {
  std::vector<LineCell> row;
  for (const std::string_view text : texts) {
    row.push_back({text, {"f", 7, static_cast<int>(row.size()) + 1}});
  }
  return row;
}

constexpr WeatherColumns kColumns{.ghi = 0, .dni = 1, .dhi = 2, .air = 3, .wind = 4};

TEST_CASE("what can be true is a value") {
  CHECK(problem(Quantity::kIrradiance, 0, "0") == "");
  CHECK(problem(Quantity::kIrradiance, -20, "-20") == "");
  CHECK(problem(Quantity::kIrradiance, 2000, "2000") == "");
  CHECK(problem(Quantity::kTemperature, -90, "-90") == "");
  CHECK(problem(Quantity::kTemperature, 70, "70") == "");
  CHECK(problem(Quantity::kWind, 120, "120") == "");
}

TEST_CASE("codes of missing values are told") {
  CHECK(problem(Quantity::kIrradiance, 9999, "9999") == "f:3:5: x: is missing (code 9999)");
  CHECK(problem(Quantity::kIrradiance, -9900, "-9900") == "f:3:5: x: is missing (code -9900)");
  CHECK(problem(Quantity::kTemperature, 99.9, "99.9") == "f:3:5: x: is missing (code 99.9)");
  CHECK(problem(Quantity::kWind, 999, "999.0") == "f:3:5: x: is missing (code 999.0)");
  CHECK(problem(Quantity::kWind, {}, "NaN") == "f:3:5: x: is missing");
  CHECK(problem(Quantity::kWind, {}, "") == "f:3:5: x: is missing");
}

TEST_CASE("what cannot be true is refused") {
  CHECK(problem(Quantity::kIrradiance, 2000.5, "2000.5") ==
        "f:3:5: x: must be from -20 to 2000 W/m2 (got '2000.5')");
  CHECK(problem(Quantity::kTemperature, 293, "293") ==
        "f:3:5: x: must be from -90 to 70 degree C (got '293')");
  CHECK(problem(Quantity::kWind, -1, "-1") == "f:3:5: x: must be from 0 to 120 m/s (got '-1')");
  CHECK(problem(Quantity::kWind, {}, "calm") == "f:3:5: x: must be a finite number (got 'calm')");
}

TEST_CASE("a row has the weather of an interval") {
  Diagnostics diagnostics;
  const auto value =
      conditions_of(row_of({"500", "600", "-3", "-7.5", "2"}), kColumns, diagnostics);
  REQUIRE(value);
  CHECK(value->irradiance.ghi == 500);
  CHECK(value->irradiance.dni == 600);
  CHECK(value->irradiance.dhi == 0);
  CHECK(value->air_c == -7.5);
  CHECK(value->wind_m_per_s == 2);
}

TEST_CASE("everything wrong with a row is told at once") {
  Diagnostics diagnostics;
  CHECK_FALSE(conditions_of(row_of({"9999", "x", "1", "99.9", "2"}), kColumns, diagnostics));
  REQUIRE(diagnostics.size() == 3);
  CHECK(diagnostics.list()[0].text() == "f:7:1: global irradiance: is missing (code 9999)");
  CHECK(diagnostics.list()[1].text() ==
        "f:7:2: direct irradiance: must be a finite number (got 'x')");
  CHECK(diagnostics.list()[2].text() == "f:7:4: air temperature: is missing (code 99.9)");
}

TEST_CASE("a short row is refused") {
  Diagnostics diagnostics;
  CHECK_FALSE(conditions_of(row_of({"1", "2"}), kColumns, diagnostics));
  CHECK(diagnostics.list()[0].text() == "f:7: has 2 cells, but needs at least 5");
}

TEST_CASE("a number of the header must be there") {
  Diagnostics diagnostics;
  CHECK(number_in(row_of({"a", "1.5"}), 1, "altitude", diagnostics) == 1.5);
  CHECK_FALSE(number_in(row_of({"a"}), 0, "altitude", diagnostics));
  CHECK_FALSE(number_in(row_of({"a"}), 1, "altitude", diagnostics));
  CHECK(diagnostics.list()[0].text() == "f:7:1: altitude: must be a number (got 'a')");
  CHECK(diagnostics.size() == 2);
}

TEST_CASE("a site is on the earth") {
  Diagnostics diagnostics;
  const auto site = checked_site(90, -180, 8848, {}, diagnostics);
  REQUIRE(site);
  CHECK(site->latitude_degree == 90);
  CHECK(site->longitude_degree == -180);
  CHECK(site->altitude_m == 8848);
  CHECK(diagnostics.empty());
  CHECK_FALSE(checked_site({}, 0, 0, {}, diagnostics));
  CHECK(diagnostics.empty());
  checked_site(91, 181, -9999, {}, diagnostics);
  CHECK(diagnostics.size() == 3);
}

}  // namespace
}  // namespace peerwatt::weather
