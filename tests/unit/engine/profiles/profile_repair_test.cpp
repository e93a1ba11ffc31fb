#include "tests/unit/engine/profiles/profile_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::profiles {
namespace {

using Energies = std::vector<double>;

TEST_CASE("a gap is an interval without a row or with an empty cell") {
  const TemporaryFile file{
      "time,a\n2020-01-01T00:00,1\n2020-01-01T01:00,\n2020-01-01T03:00, \n2020-01-01T04:00,9\n"};
  ProfileLayout layout = hourly_layout(file.path());
  const SlotGrid grid = grid_of("2020-01-01T00:00Z", 3600, 5);
  layout.gaps = Repair::kZero;
  Profile profile = load(layout, {"a"}, grid);
  CHECK(profile.series[0] == Energies{1, 0, 0, 0, 9});
  CHECK(profile.anomalies[0] == Anomalies{3, 0, 0, 0});
  layout.gaps = Repair::kInterpolate;
  profile = load(layout, {"a"}, grid);
  CHECK(profile.series[0] == Energies{1, 3, 5, 7, 9});
  CHECK(profile.anomalies[0] == Anomalies{3, 0, 0, 0});
}

TEST_CASE("at the ends of a file the nearest good value serves") {
  const TemporaryFile file{
      "time,a\n2020-01-01T00:00,\n2020-01-01T01:00,5\n2020-01-01T02:00,7\n2020-01-01T03:00,\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.gaps = Repair::kInterpolate;
  CHECK(load(layout, {"a"}, grid_of("2020-01-01T00:00Z", 3600, 4)).series[0] ==
        Energies{5, 5, 7, 7});
}

TEST_CASE("what lies outside of the window serves as a neighbour but does not count") {
  const TemporaryFile file{
      "time,a\n2020-01-01T00:00,-1\n2020-01-01T01:00,2\n2020-01-01T02:00,\n2020-01-01T03:00,6\n"
      "2020-01-01T04:00,\n2020-01-01T04:00,3\n2020-01-01T05:00,x\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.gaps = Repair::kInterpolate;
  const Profile profile = load(layout, {"a"}, grid_of("2020-01-01T02:00Z", 3600, 1));
  CHECK(profile.series[0] == Energies{4});
  CHECK(profile.anomalies[0] == Anomalies{1, 0, 0, 0});
}

TEST_CASE("of doubled rows the first one stands, or none") {
  const TemporaryFile file{
      "time,a\n2020-01-01T00:00,1\n2020-01-01T01:00,2\n2020-01-01T01:00,8\n2020-01-01T01:00,9\n"
      "2020-01-01T02:00,3\n"};
  ProfileLayout layout = hourly_layout(file.path());
  const SlotGrid grid = grid_of("2020-01-01T00:00Z", 3600, 3);
  layout.duplicates = Repair::kInterpolate;
  Profile profile = load(layout, {"a"}, grid);
  CHECK(profile.series[0] == Energies{1, 2, 3});
  CHECK(profile.anomalies[0] == Anomalies{0, 2, 0, 0});
  layout.duplicates = Repair::kZero;
  profile = load(layout, {"a"}, grid);
  CHECK(profile.series[0] == Energies{1, 0, 3});
  CHECK(profile.anomalies[0] == Anomalies{0, 2, 0, 0});
}

TEST_CASE("negative values become 0 or the line between their neighbours") {
  const TemporaryFile file{
      "time,a\n2020-01-01T00:00,1\n2020-01-01T01:00,-5\n2020-01-01T02:00,-0.0\n"
      "2020-01-01T03:00,4\n"};
  ProfileLayout layout = hourly_layout(file.path());
  const SlotGrid grid = grid_of("2020-01-01T00:00Z", 3600, 4);
  layout.negatives = Repair::kZero;
  CHECK(load(layout, {"a"}, grid).series[0] == Energies{1, 0, 0, 4});
  layout.negatives = Repair::kInterpolate;
  const Profile profile = load(layout, {"a"}, grid);
  CHECK(profile.series[0] == Energies{1, 0.5, 0, 4});
  CHECK(profile.anomalies[0] == Anomalies{0, 0, 0, 1});
}

TEST_CASE("anomalies are counted column by column") {
  const TemporaryFile file{
      "time,a,b\n2020-01-01T00:00,1,\n2020-01-01T01:00,-2,3\n2020-01-01T01:00,2,3\n"
      "2020-01-01T02:00,1,3\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.gaps = layout.duplicates = layout.negatives = Repair::kInterpolate;
  const Profile profile = load(layout, {"a", "b"}, grid_of("2020-01-01T00:00Z", 3600, 2));
  CHECK(profile.anomalies[0] == Anomalies{0, 1, 0, 1});
  CHECK(profile.anomalies[1] == Anomalies{1, 1, 0, 0});
}

TEST_CASE("rows of the hour that clocks skip are dropped") {
  const TemporaryFile file{"time,a\n2017-03-12T01:00,1\n2017-03-12T02:00,99\n2017-03-12T03:00,3\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_zone = "America/Los_Angeles";
  for (const Repair rule : {Repair::kZero, Repair::kInterpolate}) {
    layout.daylight_saving = rule;
    const Profile profile = load(layout, {"a"}, grid_of("2017-03-12T09:00Z", 3600, 2));
    CHECK(profile.series[0] == Energies{1, 3});
    CHECK(profile.anomalies[0] == Anomalies{0, 0, 1, 0});
  }
  layout.daylight_saving = Repair::kError;
  CHECK(load(layout, {"a"}, grid_of("2017-03-12T09:00Z", 3600, 1)).series[0] == Energies{1});
}

TEST_CASE("the second pass through a repeated hour is doubtful where it has no rows") {
  const TemporaryFile file{"time,a\n2016-11-06T00:00,1\n2016-11-06T01:00,2\n2016-11-06T02:00,6\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_zone = "America/Los_Angeles";
  const SlotGrid grid = grid_of("2016-11-06T07:00Z", 3600, 4);
  layout.daylight_saving = Repair::kInterpolate;
  Profile profile = load(layout, {"a"}, grid);
  CHECK(profile.series[0] == Energies{1, 2, 4, 6});
  CHECK(profile.anomalies[0] == Anomalies{0, 0, 1, 0});
  layout.daylight_saving = Repair::kZero;
  CHECK(load(layout, {"a"}, grid).series[0] == Energies{1, 2, 0, 6});
}

TEST_CASE("two sets of rows fill both passes through a repeated hour") {
  const TemporaryFile file{
      "time,a\n2016-11-06T00:30,1\n2016-11-06T01:00,2\n2016-11-06T01:30,3\n2016-11-06T01:00,4\n"
      "2016-11-06T01:30,5\n2016-11-06T02:00,6\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_zone = "America/Los_Angeles";
  layout.step_s = 1800;
  const Profile profile = load(layout, {"a"}, grid_of("2016-11-06T07:30Z", 1800, 6));
  CHECK(profile.series[0] == Energies{1, 2, 3, 4, 5, 6});
  CHECK(profile.anomalies[0] == Anomalies{});
}

TEST_CASE("a repeated hour without any row is a gap") {
  const TemporaryFile file{"time,a\n2016-11-06T00:00,1\n2016-11-06T02:00,4\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_zone = "America/Los_Angeles";
  layout.gaps = Repair::kInterpolate;
  const Profile profile = load(layout, {"a"}, grid_of("2016-11-06T07:00Z", 3600, 4));
  CHECK(profile.series[0] == Energies{1, 2, 3, 4});
  CHECK(profile.anomalies[0] == Anomalies{2, 0, 0, 0});
}

TEST_CASE("the gaps of an undated day are mended across midnight and count once") {
  const TemporaryFile file{"time,a\n360,4\n720,\n1080,8\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_format = TimeFormat::kMinuteOfDay;
  layout.step_s = 21600;
  layout.gaps = Repair::kInterpolate;
  const Profile profile = load(layout, {"a"}, grid_of("2020-01-01T00:00Z", 21600, 8));
  CHECK(profile.series[0] == Energies{6, 4, 6, 8, 6, 4, 6, 8});
  CHECK(profile.anomalies[0] == Anomalies{2, 0, 0, 0});
  CHECK(load(layout, {"a"}, grid_of("2020-01-01T06:00Z", 21600, 2)).anomalies[0].gaps == 1);
}

TEST_CASE("a night does not see the doubled rows of noon") {
  const TemporaryFile file{"time,a\n0,1\n360,2\n720,3\n720,4\n1080,5\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_format = TimeFormat::kMinuteOfDay;
  layout.step_s = 21600;
  const Profile night = load(layout, {"a"}, grid_of("2020-01-01T18:00Z", 21600, 2));
  CHECK(night.series[0] == Energies{5, 1});
  CHECK(night.anomalies[0] == Anomalies{});
}

}  // namespace
}  // namespace peerwatt::profiles
