#include "tools/meters/import.hpp"

#include <cmath>

#include "tests/unit/tools/meters/meter_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::meters {
namespace {

constexpr profiles::StampAt kStart = profiles::StampAt::kStart;

TEST_CASE("Ausgrid rows become load and generation of homes") {
  const Imported imported = import_meters({made_up("ausgrid.csv")}, {});
  const MeterReport& report = imported.report;
  CHECK(report.files[0].read_as == "Ausgrid wide rows");
  CHECK(report.files[0].lines_above_header == 1);
  CHECK(report.files[0].date_order == "day first");
  CHECK(report.homes == 2);
  REQUIRE(report.columns.size() == 3);
  CHECK(report.columns[0].name == "home_1_load");
  CHECK(report.columns[1].name == "home_1_pv");
  CHECK(report.columns[2].name == "home_2_load");
  // From midnight in Sydney to that of the third day's end, an hour of which does not exist.
  CHECK(report.raster.begin_s == parse_utc("2011-09-30T14:00Z")->seconds());
  CHECK(report.raster.intervals == 3 * 48 - 2);
  const std::vector<double>& load = imported.table.values[0];
  CHECK(load[0] == 0.75);                        // GC and CL
  CHECK(load[4] == 0.25);                        // GC alone
  CHECK(imported.table.values[1][20] == 0.125);  // half hour from 10:00
  CHECK(imported.table.values[1][19] == 0);
  REQUIRE(report.clock_changes.size() == 1);
  CHECK(report.clock_changes[0].shift_s == 3600);
  CHECK(report.clock_changes[0].dropped == 6);  // two each of GC, CL and GG
  CHECK(report.columns[0].estimated == 48);
  CHECK(report.columns[0].gaps == 0);
  CHECK(report.columns[2].gaps == 1);
  CHECK(report.columns[2].gap_cells == 46);  // the second day, of 23 hours
  CHECK(report.columns[2].first_gap.line == 6);
  CHECK(report.columns[0].kwh_per_day == doctest::Approx(3 * 14.0 / 142 * 48 - 0.5 / 142 * 48));
}

TEST_CASE("London rows may have null markers, duplicates and a stamp between the half hours") {
  ImportOptions options;
  options.time_zone = "UTC";
  options.stamp = kStart;
  const Imported imported = import_meters({made_up("london.csv")}, options);
  CHECK(table_text(imported.table) ==
        "time,MAC000002,MAC000003\n"
        "2012-12-18T14:00:00Z,0.125,\n"
        "2012-12-18T14:30:00Z,0.25,\n"
        "2012-12-18T15:00:00Z,,\n"
        "2012-12-18T15:30:00Z,0.5,\n"
        "2012-12-18T16:00:00Z,0.625,0.5\n"
        "2012-12-18T16:30:00Z,,0.5\n"
        "2012-12-18T17:00:00Z,0.875,0.5\n"
        "2012-12-18T17:30:00Z,1,0.5\n");
  const ColumnReport& first = imported.report.columns[0];
  CHECK(first.counts.identical == 1);
  CHECK(first.counts.duplicate_line == 4);
  CHECK(first.counts.off_raster == 1);
  CHECK(first.gaps == 2);
  CHECK(first.gap_cells == 2);
  CHECK(first.longest_gap == 1);
  CHECK(first.first_gap.line == 5);
  CHECK(imported.report.columns[1].empty_before == 4);
  CHECK(imported.report.columns[1].gaps == 0);
  CHECK(imported.report.conventions.unit.by == "as the header says");
}

TEST_CASE("Pecan Street rows say their instant, in any order; what a home uses is added up") {
  ImportOptions options;
  options.stamp = kStart;
  const Imported imported = import_meters({made_up("pecan_street.csv")}, options);
  CHECK(table_text(imported.table) ==
        "time,home_661_load,home_661_pv,home_8386_load\n"
        "2018-06-01T15:00:00Z,1.75,0.25,0.75\n"
        "2018-06-01T15:15:00Z,1.5,2,0.75\n"
        "2018-06-01T15:30:00Z,1.25,0.25,0.75\n"
        "2018-06-01T15:45:00Z,2.75,0.25,0.75\n");
  CHECK(imported.report.conventions.unit.value == Unit::kKilowatt);
  CHECK(imported.report.columns[0].counts.out_of_order > 0);
  CHECK(imported.report.clock_changes.empty());
}

TEST_CASE("Green Button blocks have multipliers and directions") {
  const Imported imported = import_meters({made_up("green_button.xml")}, {});
  CHECK(table_text(imported.table) ==
        "time,green_button_load,green_button_pv\n"
        "2012-03-01T05:00:00Z,0.25,0\n"
        "2012-03-01T05:15:00Z,0.5,0\n"
        "2012-03-01T05:30:00Z,,0.0625\n"
        "2012-03-01T05:45:00Z,0.125,0\n");
  const ColumnReport& load = imported.report.columns[0];
  CHECK(load.estimated == 1);
  CHECK(load.gaps == 1);
  CHECK(load.first_gap.line == 58);
}

TEST_CASE("a long file names its columns; decimal commas and dates show themselves") {
  ImportOptions options;
  options.home = "CUPS";
  options.time = "Fecha";
  options.clock = "Hora";
  options.values = {"AE_kWh"};
  options.time_zone = "Europe/Madrid";
  options.stamp = profiles::StampAt::kEnd;
  options.missing = {"-999"};
  const Imported imported = import_meters({made_up("semicolons.csv")}, options);
  const MeterReport& report = imported.report;
  CHECK(report.files[0].decimal_mark == "comma");
  CHECK(report.files[0].date_order == "day first");
  CHECK(report.files[0].lines_above_header == 2);
  CHECK(report.conventions.unit.by == "as 'AE_kWh' says");
  CHECK(report.conventions.step_s.value == 3600);
  CHECK(report.columns[0].name == "ES0021");
  CHECK(report.raster.begin_s == parse_utc("2022-06-30T22:00Z")->seconds());
  CHECK(imported.table.values[0][0] == 0.01);
  CHECK(std::isnan(imported.table.values[0][4]));
  CHECK(report.columns[0].gaps == 2);
  CHECK(report.columns[0].longest_gap == 11 * 24);
}

TEST_CASE("a wide file has a home in each column, and an hour twice when clocks go back") {
  ImportOptions options;
  options.time = "timestamp";
  options.generation = {"sun_kw"};
  options.values = {"house_b_kw", "house_a_kw"};
  options.time_zone = "Europe/Berlin";
  options.stamp = kStart;
  const Imported imported = import_meters({made_up("wide.csv")}, options);
  CHECK(table_text(imported.table) ==
        "time,house_a_kw,house_b_kw,sun_kw\n"
        "2022-10-29T22:00:00Z,0.5,1.5,0\n"
        "2022-10-29T23:00:00Z,0.5,-0.25,0\n"
        "2022-10-30T00:00:00Z,0.5,1.5,0\n"
        "2022-10-30T01:00:00Z,0.5,1.5,0\n"
        "2022-10-30T02:00:00Z,0.5,1.5,0\n"
        "2022-10-30T03:00:00Z,0.5,1.5,0\n");
  REQUIRE(imported.report.clock_changes.size() == 1);
  CHECK(imported.report.clock_changes[0].given_twice == 3);
  CHECK(imported.report.columns[1].negatives == 1);
  CHECK(imported.report.columns[1].first_negative.line == 3);
  CHECK(imported.report.columns[1].first_negative.column == 22);
  CHECK(imported.report.columns[2].flow == Flow::kGeneration);
}

TEST_CASE("an hour that comes twice and is given once is the first of the two") {
  ImportOptions options = hourly();
  options.time_zone = "Europe/Berlin";
  MeterReport report;
  CHECK(table_of("t,load\n2022-10-30 01:00,1\n2022-10-30 02:00,2\n2022-10-30 03:00,3\n"
                 "2022-10-30 04:00,4\n",
                 options, &report) ==
        "time,load\n2022-10-29T23:00:00Z,1\n2022-10-30T00:00:00Z,2\n2022-10-30T01:00:00Z,\n"
        "2022-10-30T02:00:00Z,3\n2022-10-30T03:00:00Z,4\n");
  CHECK(report.clock_changes[0].given_once == 1);
}

TEST_CASE("of two values, the first, the last or their mean is kept as the options say") {
  const std::string text =
      "t,load\n2022-01-01 00:00,1\n2022-01-01 00:00,4\n2022-01-01 01:00,2\n2022-01-01 02:00,2\n";
  const auto first_value = [&](Conflict rule) {
    ImportOptions options = hourly();
    options.duplicates = rule;
    return table_of(text, options).substr(31, 3);
  };
  CHECK(first_value(Conflict::kFirst) == "1\n2");
  CHECK(first_value(Conflict::kLast) == "4\n2");
  CHECK(first_value(Conflict::kMean) == "2.5");
}

TEST_CASE("a row that repeats another one is a duplicate wherever it stands") {
  MeterReport report;
  CHECK(table_of("t,load\n2022-01-01 00:00,1\n2022-01-01 01:00,2\n2022-01-01 00:00,1\n"
                 "2022-01-01 01:00,2\n2022-01-01 02:00,3\n",
                 hourly(), &report) ==
        "time,load\n2022-01-01T00:00:00Z,1\n2022-01-01T01:00:00Z,2\n2022-01-01T02:00:00Z,3\n");
  CHECK(report.columns[0].counts.identical == 2);
}

TEST_CASE("seconds and milliseconds since 1970 are read as such") {
  ImportOptions options = hourly();
  options.time_zone = "";
  const std::string expected = "time,load\n2022-01-01T00:00:00Z,1\n2022-01-01T01:00:00Z,2\n";
  CHECK(table_of("t,load\n1640995200,1\n1640998800,2\n", options) == expected);
  CHECK(table_of("t,load\n1640995200000,1\n1640998800000,2\n", options) == expected);
}

TEST_CASE("a day of zeros is a day of the zone") {
  std::string text = "t,load\n";
  for (int hour = 0; hour < 72; ++hour) {
    text += std::to_string(1641034800 + 3600 * hour) + (hour / 24 == 1 ? ",0\n" : ",1\n");
  }
  ImportOptions options = hourly();
  options.time_zone = "Etc/GMT-13";  // 2022-01-01T11:00Z is its midnight
  MeterReport report;
  table_of(text, options, &report);
  CHECK(report.columns[0].zero_days == 1);
  options.time_zone = "UTC";
  table_of(text, options, &report);
  CHECK(report.columns[0].zero_days == 0);
}

TEST_CASE("watts become kilowatts, and a unit that looks wrong is told") {
  ImportOptions options = hourly();
  options.unit = Unit::kWatt;
  MeterReport report;
  CHECK(table_of("t,load\n2022-01-01 00:00,1500\n2022-01-01 01:00,500\n", options, &report) ==
        "time,load\n2022-01-01T00:00:00Z,1.5\n2022-01-01T01:00:00Z,0.5\n");
  CHECK(report.suspicions.empty());
  options.unit = Unit::kKilowatt;
  table_of("t,load\n2022-01-01 00:00,1500\n2022-01-01 01:00,500\n", options, &report);
  REQUIRE(report.suspicions.size() == 1);
  CHECK(report.suspicions[0] == "load: 2.4e+04 kWh a day, read as kW: is the unit right?");
}

TEST_CASE("files of one home follow each other") {
  const testing::TemporaryFolder folder;
  std::ofstream{folder / "a.csv"} << "t,load\n2022-01-01 00:00,1\n2022-01-01 01:00,2\n";
  std::ofstream{folder / "b.csv"} << "t,load\n2022-01-01 02:00,3\n2022-01-01 03:00,4\n";
  const Imported imported =
      import_meters({(folder / "b.csv").string(), (folder / "a.csv").string()}, hourly());
  CHECK(imported.table.values == std::vector<std::vector<double>>{{1, 2, 3, 4}});
}

}  // namespace
}  // namespace peerwatt::meters
