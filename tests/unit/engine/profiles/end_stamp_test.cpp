#include "tests/unit/engine/profiles/profile_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::profiles {
namespace {

using Energies = std::vector<double>;

ProfileLayout end_stamped(const std::filesystem::path& path) {
  ProfileLayout layout = hourly_layout(path);
  layout.stamp = StampAt::kEnd;
  layout.time_zone = "Australia/Sydney";
  layout.step_s = 1800;
  return layout;
}

TEST_CASE("an end stamp closes its interval") {
  const TemporaryFile file{"time,a\n2011-07-01T00:30,1\n2011-07-01T01:00,2\n"};
  CHECK(load(end_stamped(file.path()), {"a"}, grid_of("2011-06-30T14:00Z", 1800, 2)).series[0] ==
        Energies{1, 2});
}

TEST_CASE("a missing end stamp is named as the file would write it") {
  const TemporaryFile file{"time,a\n2011-07-01T00:30,1\n2011-07-01T01:30,2\n"};
  CHECK(complaints_about(end_stamped(file.path()), {"a"}, grid_of("2011-06-30T14:00Z", 1800, 3)) ==
        "f:3:1: no row for 2011-07-01T01:00 before this one; repair it with gaps: zero or "
        "interpolate");
}

TEST_CASE("end stamps of a clock that jumps say 03:00 after 01:30") {
  const TemporaryFile file{
      "time,a\n2011-10-02T01:00,1\n2011-10-02T01:30,2\n2011-10-02T03:00,3\n2011-10-02T03:30,4\n"};
  const Profile profile =
      load(end_stamped(file.path()), {"a"}, grid_of("2011-10-01T14:30Z", 1800, 4));
  CHECK(profile.series[0] == Energies{1, 2, 3, 4});
  CHECK(profile.anomalies[0] == Anomalies{});
}

TEST_CASE("end stamps that go through the skipped hour lose its two rows, not the one before") {
  const TemporaryFile file{
      "time,a\n2011-10-02T01:30,2\n2011-10-02T02:00,3\n2011-10-02T02:30,98\n2011-10-02T03:00,99\n"
      "2011-10-02T03:30,4\n"};
  ProfileLayout layout = end_stamped(file.path());
  layout.daylight_saving = Repair::kInterpolate;
  const Profile profile = load(layout, {"a"}, grid_of("2011-10-01T15:00Z", 1800, 3));
  CHECK(profile.series[0] == Energies{2, 3, 4});
  CHECK(profile.anomalies[0] == Anomalies{0, 0, 2, 0});
}

TEST_CASE("end stamps of a repeated hour fill both passes") {
  // Clocks go back from 03:00 to 02:00 on 2012-04-01.
  const TemporaryFile file{
      "time,a\n2012-04-01T01:30,1\n2012-04-01T02:00,2\n2012-04-01T02:30,3\n2012-04-01T02:00,4\n"
      "2012-04-01T02:30,5\n2012-04-01T03:00,6\n"};
  CHECK(load(end_stamped(file.path()), {"a"}, grid_of("2012-03-31T14:00Z", 1800, 6)).series[0] ==
        Energies{1, 2, 3, 4, 5, 6});
}

TEST_CASE("end stamps of a repeated hour given once leave half of it to be repaired") {
  const TemporaryFile file{
      "time,a\n2012-04-01T01:30,1\n2012-04-01T02:00,2\n2012-04-01T02:30,3\n2012-04-01T03:00,6\n"};
  ProfileLayout layout = end_stamped(file.path());
  layout.daylight_saving = Repair::kInterpolate;
  const Profile profile = load(layout, {"a"}, grid_of("2012-03-31T14:00Z", 1800, 6));
  CHECK(profile.series[0] == Energies{1, 2, 3, 4, 5, 6});
  CHECK(profile.anomalies[0] == Anomalies{0, 0, 2, 0});
}

TEST_CASE("the midnight that ends an undated day is written 24:00 or 00:00") {
  for (const char* midnight : {"24:00", "00:00"}) {
    const TemporaryFile file{std::string{"time,a\n12:00,1\n"} + midnight + ",2\n"};
    ProfileLayout layout = hourly_layout(file.path());
    layout.stamp = StampAt::kEnd;
    layout.time_format = TimeFormat::kTimeOfDay;
    layout.step_s = 43200;
    CHECK(load(layout, {"a"}, grid_of("2020-01-01T00:00Z", 43200, 3)).series[0] ==
          Energies{1, 2, 1});
  }
}

}  // namespace
}  // namespace peerwatt::profiles
