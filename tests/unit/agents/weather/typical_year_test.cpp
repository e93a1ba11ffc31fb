#include "agents/weather/typical_year.hpp"

#include <doctest/doctest.h>

namespace peerwatt::weather {
namespace {

TEST_CASE("hours are numbered through the year") {
  CHECK(hour_of_year(0, 365) == CivilHour{1, 1, 0});
  CHECK(hour_of_year(25, 365) == CivilHour{1, 2, 1});
  CHECK(hour_of_year(59 * 24, 365) == CivilHour{3, 1, 0});
  CHECK(hour_of_year(59 * 24, 366) == CivilHour{2, 29, 0});
  CHECK(hour_of_year(8759, 365) == CivilHour{12, 31, 23});
}

TEST_CASE("an hour out of order is told") {
  const TypicalYear year{8760, 1};
  Diagnostics diagnostics;
  year.check_hour(25, {1, 2, 1}, {"f", 27, 0}, diagnostics);
  CHECK(diagnostics.empty());
  year.check_hour(25, {1, 2, 2}, {"f", 27, 0}, diagnostics);
  CHECK(diagnostics.list()[0].text() ==
        "f:27: must be the hour from 01-02 01:00 of a year without gaps (got 01-02 02:00)");
}

TEST_CASE("a year has 365 or 366 days") {
  Diagnostics diagnostics;
  TypicalYear{8760, 1}.check_length({}, diagnostics);
  TypicalYear{8784, 1}.check_length({}, diagnostics);
  TypicalYear{4 * 8760, 4}.check_length({}, diagnostics);
  CHECK(diagnostics.empty());
  TypicalYear{8761, 1}.check_length({"f", 9, 0}, diagnostics);
  CHECK(diagnostics.list()[0].text() ==
        "f:9: must have the 8760 or 8784 rows of a year (got 8761)");
}

TEST_CASE("quarters of an hour follow each other") {
  TypicalYear year{4 * 8760, 4};
  Diagnostics diagnostics;
  year.check_hour(7, {1, 1, 1}, {}, diagnostics);
  year.check_hour(8, {1, 1, 2}, {}, diagnostics);
  CHECK(diagnostics.empty());
  for (int i = 0; i < 4 * 8760; ++i) year.add({{static_cast<double>(i), 0, 0}, 0, 0});
  const Weather weather = std::move(year).weather(Duration{});
  CHECK(weather.step() == Duration::from_seconds(900));
  CHECK(weather.mean_over(*parse_utc("2024-01-01T01:15Z"), Duration::from_seconds(900))
            .irradiance.ghi == 5);
}

}  // namespace
}  // namespace peerwatt::weather
