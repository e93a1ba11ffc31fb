#include "engine/csv/cells.hpp"
#include "engine/csv/table.hpp"

#include "tests/unit/engine/profiles/profile_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::profiles {
namespace {

// The layout of one of the public data sets; no path where it is not installed.
ProfileLayout shared(const char* file, const char* time_column, const char* zone) {
  const std::filesystem::path path =
      std::filesystem::path{PEERWATT_SHARED_DATA} / "profiles" / file;
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: no ", path.string());
    return {};
  }
  ProfileLayout layout = hourly_layout(path);
  layout.time_column = time_column;
  layout.time_zone = zone;
  return layout;
}

// The cells of a column as they stand, empty ones as 0; without any row whose stamp starts so.
double raw_sum(const ProfileLayout& layout, const std::string& column,
               const std::string& without = "never") {
  const csv::Table table = csv::Table::read(layout.path);
  const std::size_t time = *table.find(layout.time_column), values = *table.find(column);
  double sum = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, time).starts_with(without)) continue;
    sum += csv::parse_number(table.cell(row, values)).value_or(0);
  }
  return sum;
}

// Slots of other lengths hold the same energy.
void check_same_energy(const ProfileLayout& layout, const std::string& column, SimTime start,
                       std::int64_t hours, double expected_kwh) {
  for (const std::int64_t slot_s : {60, 300, 900, 1800, 3600, 7200, 14400}) {
    const SlotGrid grid{start, Duration::from_seconds(slot_s), hours * 3600 / slot_s};
    const Profile profile = load(layout, {column}, grid);
    CHECK(std::abs(total(profile.series[0]) - expected_kwh) <= 1e-9 * expected_kwh);
  }
}

TEST_CASE("a Sydney home keeps its energy and loses the two half hours that never were") {
  ProfileLayout layout =
      shared("ausgrid_home012_2011H2_30min.csv", "local_time", "Australia/Sydney");
  if (layout.path.empty()) return;
  layout.step_s = 1800;
  layout.unit = CellUnit::kKilowatt;
  const SlotGrid half_year = grid_of("2011-06-30T14:00Z", 1800, 8830);
  CHECK(complaints_about(layout, {"load_kw"}, half_year) ==
        "f:4470:1: local_time: does not exist in Australia/Sydney, whose clocks skip it; drop it "
        "with daylight_saving: zero or interpolate (got '2011-10-02T02:00')\n"
        "f:4471:1: local_time: does not exist in Australia/Sydney, whose clocks skip it; drop it "
        "with daylight_saving: zero or interpolate (got '2011-10-02T02:30')");
  layout.daylight_saving = Repair::kZero;
  const Profile profile = load(layout, {"load_kw", "pv_kw"}, half_year);
  for (const Anomalies& anomalies : profile.anomalies) CHECK(anomalies == Anomalies{0, 0, 2, 0});
  const auto jump = static_cast<std::size_t>((*parse_utc("2011-10-01T16:00Z") - half_year.start) /
                                             half_year.slot);
  CHECK(profile.series[0][jump - 1] == 0.308 / 2);
  CHECK(profile.series[0][jump] == 0.346 / 2);
  CHECK(profile.series[0].back() > 0);
  check_same_energy(layout, "load_kw", half_year.start, 4415 - 3, [&] {
    double kwh = 0;
    for (std::size_t slot = 0; slot < 2 * 4412; ++slot) kwh += profile.series[0][slot];
    return kwh;
  }());
  CHECK(total(profile.series[0]) == doctest::Approx(raw_sum(layout, "load_kw") / 2));
  CHECK(total(profile.series[1]) == doctest::Approx(raw_sum(layout, "pv_kw") / 2));
}

TEST_CASE("the change of clocks does not matter to a window that ends before it") {
  ProfileLayout layout =
      shared("ausgrid_home012_2011H2_30min.csv", "local_time", "Australia/Sydney");
  if (layout.path.empty()) return;
  layout.step_s = 1800;
  layout.unit = CellUnit::kKilowatt;
  const Profile profile = load(layout, {"pv_kw"}, grid_of("2011-06-30T14:00Z", 1800, 92 * 48));
  CHECK(profile.anomalies[0] == Anomalies{});
}

TEST_CASE("a year in California has one hour too many and one too few") {
  ProfileLayout layout =
      shared("citylearn_california_7homes_2016_17_60min.csv", "local_time", "America/Los_Angeles");
  if (layout.path.empty()) return;
  layout.daylight_saving = Repair::kInterpolate;
  const SlotGrid year = grid_of("2016-08-01T07:00Z", 3600, 8760);
  const Profile profile = load(layout, {"home01_load_kwh"}, year);
  CHECK(profile.anomalies[0] == Anomalies{0, 0, 2, 0});
  const auto repeated =
      static_cast<std::size_t>((*parse_utc("2016-11-06T09:00Z") - year.start) / year.slot);
  const double mended = (0.7102 + 0.6816) / 2;
  CHECK(profile.series[0][repeated - 1] == 0.7102);
  CHECK(profile.series[0][repeated] == doctest::Approx(mended).epsilon(1e-12));
  CHECK(profile.series[0][repeated + 1] == 0.6816);
  check_same_energy(layout, "home01_load_kwh", year.start, 8760,
                    raw_sum(layout, "home01_load_kwh", "2017-03-12T02") + mended);
}

TEST_CASE("a Queensland-clock year counts its missing half hours") {
  ProfileLayout layout = shared("sgsc_nsw_5homes_2013_30min.csv", "aest_time", "Etc/GMT-10");
  if (layout.path.empty()) return;
  layout.step_s = 1800;
  const SlotGrid year = grid_of("2012-12-31T14:00Z", 1800, 17520);
  const std::vector<std::string> homes{"home_10006414_kwh", "home_10006704_kwh"};
  const std::string refused = complaints_about(layout, homes, year);
  CHECK(
      refused.starts_with("f:103:24: home_10006704_kwh: is missing; repair it with gaps: zero or "
                          "interpolate (got '')"));
  CHECK(refused.ends_with("(and 427 more like it)"));

  layout.gaps = Repair::kZero;
  for (const char* zone : {"Etc/GMT-10", "Australia/Brisbane"}) {
    layout.time_zone = zone;
    const Profile profile = load(layout, homes, year);
    CHECK(profile.anomalies[0] == Anomalies{});
    CHECK(profile.anomalies[1] == Anomalies{432, 0, 0, 0});
  }
  check_same_energy(layout, homes[0], year.start, 8760, raw_sum(layout, homes[0]));
  check_same_energy(layout, homes[1], year.start, 8760, raw_sum(layout, homes[1]));
  layout.gaps = Repair::kInterpolate;
  CHECK(total(load(layout, {homes[1]}, year).series[0]) > raw_sum(layout, homes[1]));
}

TEST_CASE("a minute-of-day profile repeats, an hour short in spring and an hour long in autumn") {
  ProfileLayout layout = shared("ieee_eulv_25profiles_1day_1min.csv", "minute", "Europe/London");
  if (layout.path.empty()) return;
  layout.time_format = TimeFormat::kMinuteOfDay;
  layout.step_s = 60;
  layout.unit = CellUnit::kKilowatt;
  const std::string column = "profile001_kw";
  const double day_kwh = raw_sum(layout, column) / 60;
  check_same_energy(layout, column, *parse_utc("2016-01-10T00:00Z"), 72, 3 * day_kwh);
  const double hour_kwh =
      load(layout, {column}, grid_of("2016-01-10T01:00Z", 3600, 1)).series[0][0];
  CHECK(hour_kwh > 0);
  const double spring_kwh =
      total(load(layout, {column}, grid_of("2016-03-27T00:00Z", 1800, 46)).series[0]);
  CHECK(spring_kwh == doctest::Approx(day_kwh - hour_kwh).epsilon(1e-12));
  const double autumn_kwh =
      total(load(layout, {column}, grid_of("2016-10-29T23:00Z", 1800, 50)).series[0]);
  CHECK(autumn_kwh == doctest::Approx(day_kwh + hour_kwh).epsilon(1e-12));
}

TEST_CASE("a time-of-day feeder repeats its day") {
  ProfileLayout layout =
      shared("uq_feederN_32homes_1day_30min.csv", "slot_start", "Australia/Brisbane");
  if (layout.path.empty()) return;
  layout.time_format = TimeFormat::kTimeOfDay;
  layout.step_s = 1800;
  layout.unit = CellUnit::kKilowatt;
  const std::string column = "home03_kw_as_published";
  check_same_energy(layout, column, *parse_utc("2017-01-01T00:00Z"), 48, raw_sum(layout, column));
}

}  // namespace
}  // namespace peerwatt::profiles
