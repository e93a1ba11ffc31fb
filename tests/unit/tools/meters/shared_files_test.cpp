#include <array>
#include <filesystem>

#include "tests/unit/tools/meters/meter_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::meters {
namespace {

// One of the public files; empty where they are not installed.
std::string shared(const std::string& file) {
  const std::filesystem::path path =
      std::filesystem::path{PEERWATT_SHARED_DATA} / "profiles" / file;
  if (std::filesystem::exists(path)) return path.string();
  MESSAGE("skipped: no ", path.string());
  return {};
}

// The energies that the README of these files states, rounded as it has them.
TEST_CASE("the daily energies of the Ausgrid sample are those of its description") {
  const std::string file = shared("ausgrid_wide_sample_home001_2012-07.csv");
  if (file.empty()) return;
  const Imported imported = import_meters({file}, {});
  REQUIRE(imported.table.values.size() == 2);
  REQUIRE(imported.report.raster.intervals == 3 * 48);
  constexpr std::array<std::array<double, 3>, 2> kExpected{
      {{14.5 + 8.3, 15.5 + 6.9, 20.7 + 11.1}, {8.7, 9.8, 11.2}}};
  for (std::size_t column = 0; column < 2; ++column) {
    for (std::size_t day = 0; day < 3; ++day) {
      double kwh = 0;
      for (std::size_t i = 0; i < 48; ++i) kwh += imported.table.values[column][48 * day + i];
      CHECK(std::abs(kwh - kExpected[column][day]) <= 0.1);  // two rounded parts
    }
  }
}

TEST_CASE("five homes of a year have the daily energies of their description, and its gaps") {
  const std::string file = shared("sgsc_nsw_5homes_2013_30min.csv");
  if (file.empty()) return;
  ImportOptions options;
  options.time = "aest_time";
  options.time_zone = "Etc/GMT-10";
  options.stamp = profiles::StampAt::kStart;
  const Imported imported = import_meters({file}, options);
  constexpr std::array kExpected{8.9, 22.5, 16.9, 4.5, 7.3};
  REQUIRE(imported.report.columns.size() == kExpected.size());
  std::int64_t missing = 0;
  for (std::size_t i = 0; i < kExpected.size(); ++i) {
    CHECK(std::abs(imported.report.columns[i].kwh_per_day - kExpected[i]) <= 0.05);
    missing += imported.report.columns[i].empty_cells();
  }
  CHECK(missing == 432);
  CHECK(imported.report.conventions.unit.value == Unit::kKilowattHour);
  CHECK(imported.report.columns[3].zero_days == 52);  // as if nobody lived there for weeks
  CHECK(imported.report.columns[1].zero_days == 2);
}

TEST_CASE("a home in Sydney loses the two half hours that never were") {
  const std::string file = shared("ausgrid_home012_2011H2_30min.csv");
  if (file.empty()) return;
  ImportOptions options;
  options.time = "local_time";
  options.values = {"load_kw"};
  options.generation = {"pv_kw"};
  options.time_zone = "Australia/Sydney";
  options.stamp = profiles::StampAt::kStart;
  const Imported imported = import_meters({file}, options);
  const MeterReport& report = imported.report;
  CHECK(report.raster.intervals == 8830);
  REQUIRE(report.clock_changes.size() == 1);
  CHECK(report.clock_changes[0].dropped == 4);
  CHECK(std::abs(report.columns[0].kwh_per_day - 15.3) <= 0.05);
  CHECK(std::abs(report.columns[1].kwh_per_day - 3.66) <= 0.005);
}

}  // namespace
}  // namespace peerwatt::meters
