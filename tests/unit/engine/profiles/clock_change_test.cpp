#include "engine/profiles/raster.hpp"

#include "tests/unit/engine/profiles/profile_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::profiles {
namespace {

using Energies = std::vector<double>;

ProfileLayout berlin_layout(const TemporaryFile& file, std::int64_t step_s) {
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_zone = "Europe/Berlin";
  layout.step_s = step_s;
  return layout;
}

std::string rows(const std::vector<std::string>& stamps, const std::vector<double>& values) {
  std::string text = "time,a\n";
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    text += stamps[i] + ',' + std::to_string(values[i]) + '\n';
  }
  return text;
}

const Energies kRising{1, 2, 3, 4, 5, 6};
const SlotGrid kAutumn = grid_of("2022-10-29T23:30Z", 1800, 6);  // 01:30 in summer time

std::string o(const char* time) {
  return std::string{"2022-10-30 "} + time;
}

TEST_CASE("interleaved passes through a repeated hour are read where each stamp stands twice") {
  const TemporaryFile file{
      rows({o("01:30"), o("02:00"), o("02:00"), o("02:30"), o("02:30"), o("03:00")},
           {1, 2, 4, 3, 5, 6})};
  const Profile profile = load(berlin_layout(file, 1800), {"a"}, kAutumn);
  CHECK(profile.series[0] == kRising);
  CHECK(profile.anomalies[0] == Anomalies{});
}

TEST_CASE("interleaved passes that are not complete are refused, repaired or not") {
  const TemporaryFile file{
      rows({o("01:30"), o("02:00"), o("02:00"), o("02:30"), o("03:00")}, {1, 2, 4, 3, 6})};
  ProfileLayout layout = berlin_layout(file, 1800);
  layout.gaps = layout.duplicates = layout.daylight_saving = Repair::kInterpolate;
  CHECK(complaints_about(layout, {"a"}, kAutumn)
            .starts_with("f:4:1: time: comes twice in Europe/Berlin, where clocks go back; the two "
                         "passes are interleaved and not complete"));
}

TEST_CASE("offsets say the pass") {
  const TemporaryFile file{rows({o("01:30+02"), o("02:00+02:00"), o("02:30+0200"), o("02:00+01:00"),
                                 o("02:30 +01:00"), o("03:00")},
                                kRising)};
  CHECK(load(berlin_layout(file, 1800), {"a"}, kAutumn).series[0] == kRising);
  const TemporaryFile other{rows({o("01:30+01:00")}, {1})};
  CHECK(
      complaints_about(berlin_layout(other, 1800), {"a"}, kAutumn)
          .starts_with("f:2:1: time: has another offset than time_zone Europe/Berlin at that time "
                       "(+2 h); set time_format: utc (got '2022-10-30 01:30+01:00')"));
}

TEST_CASE("end stamps may count on to the full hour in both passes") {
  ProfileLayout layout;
  const auto read = [&](const std::vector<std::string>& stamps, const Energies& values) {
    const TemporaryFile file{rows(stamps, values)};
    layout = berlin_layout(file, 1800);
    layout.stamp = StampAt::kEnd;
    return load(layout, {"a"}, kAutumn).series[0];
  };
  CHECK(read({o("02:00"), o("02:30"), o("03:00"), o("02:30"), o("03:00"), o("03:30")}, kRising) ==
        kRising);
  CHECK(read({o("02:00"), o("02:30"), o("02:30"), o("03:00"), o("03:00"), o("03:30")},
             {1, 2, 4, 3, 5, 6}) == kRising);
  CHECK(read({o("02:00"), o("02:30"), o("02:00"), o("02:30"), o("03:00"), o("03:30")}, kRising) ==
        kRising);
}

TEST_CASE("a day lasts from midnight to midnight, whatever the clocks do") {
  for (const bool ends : {false, true}) {
    const TemporaryFile file{
        ends ? rows({"26.03.2022 24:00", "27.03.2022 24:00", "28.03.2022 24:00"}, {24, 46, 24})
             : rows({"2022-03-26", "2022-03-27", "2022-03-28"}, {24, 46, 24})};
    ProfileLayout layout = berlin_layout(file, 86400);
    layout.stamp = ends ? StampAt::kEnd : StampAt::kStart;
    const Energies hours = load(layout, {"a"}, grid_of("2022-03-25T23:00Z", 3600, 71)).series[0];
    CHECK(total(hours) == doctest::Approx(94).epsilon(1e-12));
    CHECK(hours[23] == doctest::Approx(1).epsilon(1e-12));
    CHECK(hours[24] == doctest::Approx(2).epsilon(1e-12));
    CHECK(hours[46] == doctest::Approx(2).epsilon(1e-12));
    CHECK(hours[47] == doctest::Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("a week over a change and the power of a long day") {
  const TemporaryFile weeks{rows({"2022-10-24", "2022-10-31"}, {169, 336})};
  const SlotGrid two_weeks = grid_of("2022-10-23T22:00Z", 3600, 169 + 168);
  const Energies hours = load(berlin_layout(weeks, 7 * 86400), {"a"}, two_weeks).series[0];
  CHECK(hours.front() == doctest::Approx(1).epsilon(1e-12));
  CHECK(hours[168] == doctest::Approx(1).epsilon(1e-12));
  CHECK(hours[169] == doctest::Approx(2).epsilon(1e-12));
  const TemporaryFile day{rows({"2022-10-30"}, {2})};
  ProfileLayout layout = berlin_layout(day, 86400);
  layout.unit = CellUnit::kKilowatt;
  CHECK(total(load(layout, {"a"}, grid_of("2022-10-29T22:00Z", 3600, 25)).series[0]) ==
        doctest::Approx(50).epsilon(1e-12));
}

TEST_CASE("a gap of a day is filled with mean power") {
  const TemporaryFile file{rows({"2022-03-26", "2022-03-28"}, {24, 24})};
  ProfileLayout layout = berlin_layout(file, 86400);
  layout.gaps = Repair::kInterpolate;
  const Profile profile = load(layout, {"a"}, grid_of("2022-03-25T23:00Z", 3600, 71));
  CHECK(total(profile.series[0]) == doctest::Approx(71).epsilon(1e-12));
  CHECK(profile.anomalies[0].gaps == 1);
}

TEST_CASE("steps of hours follow the clock on the wall or a clock of their own") {
  const TemporaryFile wall{
      rows({"2022-03-27 00:00", "2022-03-27 06:00", "2022-03-27 12:00"}, {5, 12, 6})};
  const Energies hours =
      load(berlin_layout(wall, 21600), {"a"}, grid_of("2022-03-26T23:00Z", 3600, 17)).series[0];
  CHECK(hours[4] == doctest::Approx(1).epsilon(1e-12));
  CHECK(hours[5] == doctest::Approx(2).epsilon(1e-12));
  const TemporaryFile logger{
      rows({"2022-03-27 00:00", "2022-03-27 07:00", "2022-03-27 13:00"}, {6, 12, 6})};
  const Energies own =
      load(berlin_layout(logger, 21600), {"a"}, grid_of("2022-03-26T23:00Z", 3600, 18)).series[0];
  CHECK(own[5] == doctest::Approx(1).epsilon(1e-12));
  CHECK(own[6] == doctest::Approx(2).epsilon(1e-12));
}

TEST_CASE("a row of a day that a zone left out is not dropped in silence") {
  // Samoa went from 29 to 31 December 2011.
  const TemporaryFile file{rows({"2011-12-29", "2011-12-30", "2011-12-31"}, {24, 7, 24})};
  ProfileLayout layout = berlin_layout(file, 86400);
  layout.time_zone = "Pacific/Apia";
  const SlotGrid two_days = grid_of("2011-12-29T10:00Z", 3600, 48);
  CHECK(complaints_about(layout, {"a"}, two_days) ==
        "f:3:1: time: does not exist in Pacific/Apia, whose clocks skip it; drop it with "
        "daylight_saving: zero or interpolate (got '2011-12-30')");
  layout.daylight_saving = Repair::kZero;
  const Profile profile = load(layout, {"a"}, two_days);
  CHECK(total(profile.series[0]) == doctest::Approx(48).epsilon(1e-12));
  CHECK(profile.anomalies[0] == Anomalies{0, 0, 1, 0});
}

TEST_CASE("a raster on the wall finds the interval that holds any time") {
  const WallClock berlin{"Europe/Berlin"};
  const SimTime first = *parse_utc("2022-03-20T00:00Z");
  for (const std::int64_t step_s : {5400, 7200, 21600, 86400, 604800}) {
    const Raster raster = Raster::on_the_wall(berlin, berlin.civil_seconds(first) + 1800,
                                              Duration::from_seconds(step_s));
    std::int64_t before = -1;
    for (std::int64_t quarter = 8; quarter < 4 * 24 * 300; ++quarter) {
      const SimTime time = first + Duration::from_seconds(900 * quarter);
      const std::int64_t interval = raster.interval_at(time);
      REQUIRE(raster.begin_of(interval) <= time);
      REQUIRE(time < raster.begin_of(interval + 1));
      REQUIRE(interval >= before);
      before = interval;
    }
  }
}

TEST_CASE("doubtful values never mend their neighbours") {
  const TemporaryFile file{
      "time,a\n2020-01-01T00:00,1\n2020-01-01T01:00,9\n2020-01-01T01:00,9\n2020-01-01T02:00,\n"
      "2020-01-01T03:00,4\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.gaps = Repair::kInterpolate;
  const SlotGrid grid = grid_of("2020-01-01T00:00Z", 3600, 4);
  layout.duplicates = Repair::kZero;
  CHECK(load(layout, {"a"}, grid).series[0] == Energies{1, 0, 3, 4});
  layout.duplicates = Repair::kInterpolate;
  CHECK(load(layout, {"a"}, grid).series[0] == Energies{1, 9, 3, 4});
  CHECK(load(layout, {"a"}, grid_of("2020-01-01T02:00Z", 3600, 1)).series[0] == Energies{3});
}

}  // namespace
}  // namespace peerwatt::profiles
