#include <algorithm>
#include <limits>

#include "tests/unit/engine/profiles/profile_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::profiles {
namespace {

const SlotGrid kThreeHours = grid_of("2020-01-01T00:00Z", 3600, 3);

std::string complaints(const std::string& text) {
  const TemporaryFile file{text};
  return complaints_about(hourly_layout(file.path()), {"a"}, kThreeHours);
}

TEST_CASE("cells that are no finite numbers are refused together") {
  CHECK(
      complaints("time,a\n2020-01-01T00:00,1.5x\n2020-01-01T01:00,0x1F\n2020-01-01T02:00,inf\n") ==
      "f:2:18: a: must be a finite number (got '1.5x')\n"
      "f:3:18: a: must be a finite number (got '0x1F')\n"
      "f:4:18: a: must be a finite number (got 'inf')");
}

TEST_CASE("stamps that cannot be read are refused") {
  CHECK(complaints("time,a\nyesterday,1\n2020-01-01T00:00,1\n2020-01-01T01:00,1\n"
                   "2020-01-01T02:00,1\n,1\n") ==
        "f:2:1: time: must be a wall-clock time such as 2011-10-02T01:30 (got 'yesterday')\n"
        "f:6:1: time: must be a wall-clock time such as 2011-10-02T01:30 (got '')");
}

TEST_CASE("stamps off the raster and stamps that go back are refused") {
  CHECK(complaints("time,a\n2020-01-01T00:00,1\n2020-01-01T00:30,1\n2020-01-01T01:00,1\n"
                   "2020-01-01T00:00,1\n2020-01-01T02:00,1\n") ==
        "f:3:1: time: must be a whole number of 3600 s steps after the first row (got "
        "'2020-01-01T00:30')\n"
        "f:5:1: time: goes back in time; sort the rows (got '2020-01-01T00:00')");
}

TEST_CASE("anomalies are refused unless the layout says how to repair them") {
  CHECK(complaints("time,a\n2020-01-01T00:00,-1\n2020-01-01T00:00,1\n2020-01-01T02:00,\n") ==
        "f:4:1: no row for 2020-01-01T01:00 before this one; repair it with gaps: zero or "
        "interpolate\n"
        "f:4:18: a: is missing; repair it with gaps: zero or interpolate (got '')\n"
        "f:3:1: time: is there already; repair it with duplicates: zero or interpolate (got "
        "'2020-01-01T00:00')\n"
        "f:2:18: a: is negative; repair it with negatives: zero or interpolate, or turn it with "
        "scale (got '-1')");
}

TEST_CASE("clock changes are refused unless the layout says how to repair them") {
  const TemporaryFile file{
      "time,a\n2016-11-06T01:00,2\n2016-11-06T02:00,6\n2017-03-12T01:00,1\n2017-03-12T02:00,9\n"
      "2017-03-12T03:00,3\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_zone = "America/Los_Angeles";
  layout.gaps = Repair::kZero;
  CHECK(complaints_about(layout, {"a"}, grid_of("2016-11-06T08:00Z", 3600, 126 * 24 + 3)) ==
        "f:3:1: 2016-11-06T01:00 comes twice in America/Los_Angeles but has one row only; repair "
        "it with daylight_saving: zero or interpolate\n"
        "f:5:1: time: does not exist in America/Los_Angeles, whose clocks skip it; drop it with "
        "daylight_saving: zero or interpolate (got '2017-03-12T02:00')");
}

TEST_CASE("each kind of complaint is cut short") {
  const TemporaryFile file{"time,a\n2020-01-01T00:00,1\n2020-01-11T00:00,1\n"};
  const std::string text =
      complaints_about(hourly_layout(file.path()), {"a"}, grid_of("2020-01-01T00:00Z", 3600, 241));
  CHECK(std::count(text.begin(), text.end(), '\n') == 4);
  CHECK(
      text.ends_with("f:3:1: no row for 2020-01-01T05:00 before this one; repair it with gaps: "
                     "zero or interpolate (and 234 more like it)"));
}

TEST_CASE("a file that does not cover the window says how much it lacks") {
  const TemporaryFile file{"time,a\n2020-01-01T00:00,1\n2020-01-01T01:00,x\n"};
  CHECK(
      complaints_about(hourly_layout(file.path()), {"a"}, grid_of("2019-12-31T22:00Z", 1800, 9)) ==
      "f: covers 2020-01-01T00:00 to 2020-01-01T02:00 (UTC), but 2019-12-31T22:00 to "
      "2020-01-01T02:30 is asked for: lacks 2 h at its start and 0.5 h at its end; choose "
      "another start_at or a shorter run\n"
      "f:3:18: a: must be a finite number (got 'x')");
  CHECK(
      complaints_about(hourly_layout(file.path()), {"a"}, grid_of("2021-01-01T00:00Z", 3600, 24)) ==
      "f: covers 2020-01-01T00:00 to 2020-01-01T02:00 (UTC), but 2021-01-01T00:00 to "
      "2021-01-02T00:00 is asked for: lacks 24 h at its end; choose another start_at or a "
      "shorter run");
}

TEST_CASE("nothing to interpolate from is an error, once for a column") {
  const TemporaryFile file{
      "time,a,b\n2020-01-01T00:00,,1\n2020-01-01T01:00,,\n"
      "2020-01-01T02:00,-1,\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.gaps = layout.negatives = Repair::kInterpolate;
  CHECK(complaints_about(layout, {"a", "b"}, kThreeHours) ==
        "f:1:6: a: has no good value to interpolate from");
}

TEST_CASE("everything wrong with the layout is said at once") {
  const TemporaryFile file{"time,home_load,a\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_column = "tine";
  layout.time_zone = "Australia/Sidney";
  layout.step_s = 0;
  layout.scale = std::numeric_limits<double>::infinity();
  CHECK(complaints_about(layout, {"home_lod", "a"}, kThreeHours) ==
        "profile 'homes': step_s: must be more than 0 (got 0)\n"
        "profile 'homes': scale: must be finite (got inf)\n"
        "profile 'homes': time_zone: unknown time zone 'Australia/Sidney' (did you mean "
        "Australia/Sydney?); names are those of the tz database, as in Australia/Brisbane\n"
        "f:1: no column 'tine' (did you mean time?)\n"
        "f:1: no column 'home_lod' (did you mean home_load?)");
}

TEST_CASE("a start_at that clocks skip is refused") {
  const TemporaryFile file{"time,a\n2020-01-01T00:00,1\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_zone = "Australia/Sydney";
  layout.start_at = "2011-10-02T02:30";
  CHECK(complaints_about(layout, {"a"}, kThreeHours) ==
        "profile 'homes': start_at: must be a civil time that exists in Australia/Sydney, such as "
        "2011-10-02T00:00 (got '2011-10-02T02:30')");
}

TEST_CASE("an undated day takes only its own stamps") {
  const TemporaryFile file{"time,a\n-1,1\n0,1\n7,1\n1440,1\n12:00,1\n1380,1\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_format = TimeFormat::kMinuteOfDay;
  layout.gaps = Repair::kZero;
  CHECK(complaints_about(layout, {"a"}, kThreeHours) ==
        "f:2:1: time: must be a minute of the day, 0 to 1439 (got '-1')\n"
        "f:5:1: time: must be a minute of the day, 0 to 1439 (got '1440')\n"
        "f:6:1: time: must be a minute of the day, 0 to 1439 (got '12:00')\n"
        "f:4:1: time: must be a whole number of 3600 s steps after midnight (got '7')");
  layout.step_s = 7000;
  CHECK(complaints_about(layout, {"a"}, kThreeHours) ==
        "profile 'homes': step_s: must divide the day of 86400 s (got 7000)");
}

TEST_CASE("a time of day has two digits each") {
  const TemporaryFile file{"time,a\n1:00,1\n+1:00,1\n01:60,1\n24:00,1\n00:00,1\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_format = TimeFormat::kTimeOfDay;
  CHECK(complaints_about(layout, {"a"}, grid_of("2020-01-01T00:00Z", 3600, 2)) ==
        "f:2:1: time: must be a time of day such as 07:30 (got '1:00')\n"
        "f:3:1: time: must be a time of day such as 07:30 (got '+1:00')\n"
        "f:4:1: time: must be a time of day such as 07:30 (got '01:60')\n"
        "f:5:1: time: must be a time of day such as 07:30 (got '24:00')\n"
        "f: no row for 01:00; repair it with gaps: zero or interpolate");
}

TEST_CASE("a file without rows or without usable ones is refused") {
  CHECK(complaints("time,a\n") == "f: has no row with a usable time");
  CHECK(complaints("time,a\nx,1\n") ==
        "f:2:1: time: must be a wall-clock time such as 2011-10-02T01:30 (got 'x')\n"
        "f: has no row with a usable time");
}

TEST_CASE("used values out of the range asked for are refused, and do not mend their neighbours") {
  const TemporaryFile file{
      "time,a\n2020-01-01T00:00,0.5\n2020-01-01T01:00,2.5\n2020-01-01T02:00,0.0625\n"
      "2020-01-01T03:00,\n2020-01-01T04:00,9\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.unit = CellUnit::kPrice;
  layout.gaps = Repair::kInterpolate;
  const ValueRange range{.above = 0.0625, .most = 2};
  const auto complaints_of = [&](std::int64_t slots) -> std::string {
    try {
      load_profile(layout, std::vector<std::string>{"a"}, grid_of("2020-01-01T00:00Z", 3600, slots),
                   range);
    } catch (const InputError& error) {
      return std::string{error.what()}.substr(file.path().string().size());
    }
    return {};
  };
  CHECK(complaints_of(1) == "");
  CHECK(complaints_of(2) == ":3:18: a: must be above 0.0625 and at most 2 (got '2.5')");
  CHECK(complaints_of(3).find(":4:18: a: must be above 0.0625 and at most 2 (got '0.0625')") !=
        std::string::npos);
  layout.scale = 0.5;
  CHECK(complaints_of(2) == "");
  const std::string from_three = "2020-01-01T03:00Z";
  const Profile mended =
      load_profile(layout, std::vector<std::string>{"a"}, grid_of(from_three, 3600, 1), range);
  CHECK(mended.series[0] == std::vector<double>{1.25});  // out of 2.5, neither out of 0.0625 nor 9
}

}  // namespace
}  // namespace peerwatt::profiles
