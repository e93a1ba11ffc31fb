#include "engine/profiles/resampling.hpp"

#include "engine/core/random.hpp"

#include "tests/unit/engine/profiles/profile_files.hpp"

#include <doctest/doctest.h>

namespace peerwatt::profiles {
namespace {

TEST_CASE("finer slots share the energy of an interval evenly") {
  const TemporaryFile file{"time,a\n2020-01-01T00:00,4\n2020-01-01T01:00,8\n"};
  const Profile profile =
      load(hourly_layout(file.path()), {"a"}, grid_of("2020-01-01T00:00Z", 900, 8));
  CHECK(profile.name == "homes");
  CHECK(profile.columns == std::vector<std::string>{"a"});
  CHECK(profile.series == std::vector<std::vector<double>>{{1, 1, 1, 1, 2, 2, 2, 2}});
  CHECK(profile.anomalies == std::vector<Anomalies>{Anomalies{}});
}

TEST_CASE("coarser slots sum, and slots across intervals take their part of each") {
  const TemporaryFile file{"time,a\n2020-01-01T00:00,4\n2020-01-01T01:00,8\n2020-01-01T02:00,16\n"};
  const ProfileLayout layout = hourly_layout(file.path());
  CHECK(load(layout, {"a"}, grid_of("2020-01-01T00:00Z", 10800, 1)).series[0] ==
        std::vector<double>{28});
  CHECK(load(layout, {"a"}, grid_of("2020-01-01T00:30Z", 3600, 2)).series[0] ==
        std::vector<double>{6, 12});
  CHECK(load(layout, {"a"}, grid_of("2020-01-01T00:45Z", 5400, 1)).series[0] ==
        std::vector<double>{1 + 8 + 4});
}

TEST_CASE("power becomes energy by the length of its interval, after scaling") {
  const TemporaryFile file{"time,a,b\n2020-01-01T00:00,4,-1\n2020-01-01T00:30,8,-3\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.step_s = 1800;
  layout.unit = CellUnit::kKilowatt;
  CHECK(load(layout, {"a"}, grid_of("2020-01-01T00:00Z", 1800, 2)).series[0] ==
        std::vector<double>{2, 4});
  layout.scale = -0.5;
  CHECK(load(layout, {"b"}, grid_of("2020-01-01T00:00Z", 1800, 2)).series[0] ==
        std::vector<double>{0.25, 0.75});
}

TEST_CASE("columns come in the order in which they are asked for") {
  const TemporaryFile file{"time,a,b\n2020-01-01T00:00,1,2\n"};
  const Profile profile =
      load(hourly_layout(file.path()), {"b", "a"}, grid_of("2020-01-01T00:00Z", 3600, 1));
  CHECK(profile.series == std::vector<std::vector<double>>{{2}, {1}});
}

TEST_CASE("a grid without slots needs nothing of the file's time") {
  const TemporaryFile file{"time,a\n2020-01-01T00:00,1\n"};
  const Profile profile =
      load(hourly_layout(file.path()), {"a"}, grid_of("2031-01-01T00:00Z", 3600, 0));
  CHECK(profile.series == std::vector<std::vector<double>>{{}});
}

TEST_CASE("start_at plays the role of the scenario's start") {
  const TemporaryFile file{
      "time,a\n2011-10-02T00:00,1\n2011-10-02T01:00,2\n2011-10-02T03:00,3\n2011-10-02T04:00,4\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_zone = "Australia/Sydney";
  layout.start_at = "2011-10-02T01:00";
  CHECK(load(layout, {"a"}, grid_of("2030-05-05T00:00Z", 3600, 3)).series[0] ==
        std::vector<double>{2, 3, 4});
  layout.start_at = "2011-10-02T00:30";
  CHECK(load(layout, {"a"}, grid_of("2030-05-05T00:00Z", 3600, 3)).series[0] ==
        std::vector<double>{1.5, 2.5, 3.5});
}

TEST_CASE("UTC stamps may carry a zone") {
  const TemporaryFile file{
      "time,a\n2020-01-01T10:00+10:00,1\n2020-01-01T01:00Z,2\n2020-01-01 02:00,3\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_format = TimeFormat::kUtc;
  layout.time_zone = "not looked at";
  CHECK(load(layout, {"a"}, grid_of("2020-01-01T00:00Z", 3600, 3)).series[0] ==
        std::vector<double>{1, 2, 3});
}

TEST_CASE("an undated day repeats by the wall clock of its zone") {
  std::string text = "time,a\n";
  for (int hour = 0; hour < 24; ++hour) {
    text += (hour < 10 ? "0" : "") + std::to_string(hour) + ":00," + std::to_string(hour) + "\n";
  }
  const TemporaryFile file{text};
  ProfileLayout layout = hourly_layout(file.path());
  layout.time_format = TimeFormat::kTimeOfDay;
  layout.time_zone = "Europe/London";
  // Clocks go from 00:59 to 02:00 on 2016-03-27, and from 01:59 back to 01:00 on 2016-10-30.
  CHECK(load(layout, {"a"}, grid_of("2016-03-26T23:00Z", 3600, 4)).series[0] ==
        std::vector<double>{23, 0, 2, 3});
  CHECK(load(layout, {"a"}, grid_of("2016-10-29T23:00Z", 3600, 4)).series[0] ==
        std::vector<double>{0, 1, 1, 2});
  layout.start_at = "2016-01-01T22:00";
  CHECK(load(layout, {"a"}, grid_of("2016-10-29T23:00Z", 3600, 4)).series[0] ==
        std::vector<double>{22, 23, 0, 1});
}

using Pieces = std::vector<std::pair<std::int64_t, std::int64_t>>;

// Interval and length [s] of each segment of an undated day of two-hour intervals in London.
Pieces london_pieces(const char* begin, const char* end) {
  Pieces pieces;
  for (const Segment& segment :
       daily_segments(WallClock{"Europe/London"}, Duration::from_seconds(7200), *parse_utc(begin),
                      *parse_utc(end))) {
    pieces.emplace_back(segment.interval,
                        (segment.end - segment.begin) / Duration::from_seconds(1));
  }
  return pieces;
}

TEST_CASE("a change of clocks cuts the interval of an undated day that is under way") {
  // 01:00 is followed by 02:00: the first interval flows for one hour only.
  CHECK(london_pieces("2016-03-27T00:00Z", "2016-03-27T04:00Z") ==
        Pieces{{0, 3600}, {1, 7200}, {2, 3600}});
  // 02:00 is followed by 01:00: the second half of the first interval comes twice.
  CHECK(london_pieces("2016-10-29T23:00Z", "2016-10-30T04:00Z") ==
        Pieces{{0, 7200}, {0, 3600}, {1, 7200}});
}

// Energy from the first hour on until a time, by adding up and going straight inside the hour.
double energy_until(const std::vector<double>& hourly_kwh, double seconds) {
  const auto hour = static_cast<std::size_t>(seconds / 3600);
  double sum = 0;
  for (std::size_t i = 0; i < hour; ++i) sum += hourly_kwh[i];
  if (hour < hourly_kwh.size()) {
    sum += hourly_kwh[hour] * (seconds / 3600 - static_cast<double>(hour));
  }
  return sum;
}

TEST_CASE("any grid gets the energy that flows in each of its slots") {
  constexpr std::size_t kHours = 60;
  std::vector<double> hourly_kwh;
  for (std::uint32_t i = 0; i < kHours; ++i)
    hourly_kwh.push_back(uniform({.seed = 11, .draw = i}) * 3);
  const SimTime begin = *parse_utc("2020-02-27T00:00Z");
  for (std::uint32_t round = 0; round < 200; ++round) {
    const auto draw = [&](std::uint32_t n) {
      return uniform({.seed = 12, .owner = round, .draw = n});
    };
    const double start_s = draw(0) * 3600 * 20;
    const auto slots = static_cast<std::int64_t>(1 + draw(1) * 150);
    const double slot_s = (3600.0 * kHours - start_s - 1) * draw(2) / static_cast<double>(slots);
    const SlotGrid grid{begin + Duration::from_seconds(start_s),
                        Duration::from_seconds(slot_s + 1e-6), slots};
    const std::vector<Segment> segments = dated_segments(
        Raster{begin, Duration::from_seconds(3600)}, grid.start, grid.start + slots * grid.slot);
    const std::vector<double> energy =
        slot_energy(segments, hourly_kwh, 0, Duration::from_seconds(3600), grid);
    REQUIRE(energy.size() == static_cast<std::size_t>(slots));
    const double first_s = (grid.start - begin).seconds();
    for (std::int64_t slot = 0; slot < slots; ++slot) {
      const double from = first_s + (slot * grid.slot).seconds();
      const double to = from + grid.slot.seconds();
      const double expected = energy_until(hourly_kwh, to) - energy_until(hourly_kwh, from);
      REQUIRE(energy[static_cast<std::size_t>(slot)] == doctest::Approx(expected).epsilon(1e-9));
    }
    const double window_kwh = energy_until(hourly_kwh, first_s + (slots * grid.slot).seconds()) -
                              energy_until(hourly_kwh, first_s);
    REQUIRE(total(energy) == doctest::Approx(window_kwh).epsilon(1e-9));
  }
}

TEST_CASE("prices are averaged over a slot, not added up") {
  const TemporaryFile file{
      "time,p\n2020-01-01T00:00,0.25\n2020-01-01T01:00,0.75\n2020-01-01T02:00,0.5\n"};
  ProfileLayout layout = hourly_layout(file.path());
  layout.unit = CellUnit::kPrice;
  using Prices = std::vector<double>;
  const auto prices = [&](std::int64_t slot_s, std::int64_t slots) {
    return load(layout, {"p"}, grid_of("2020-01-01T00:00Z", slot_s, slots)).series[0];
  };
  CHECK(prices(3600, 3) == Prices{0.25, 0.75, 0.5});
  CHECK(prices(900, 5) == Prices{0.25, 0.25, 0.25, 0.25, 0.75});
  CHECK(prices(7200, 1) == Prices{0.5});
  layout.scale = 2;
  CHECK(prices(3600, 3) == Prices{0.5, 1.5, 1});
}

}  // namespace
}  // namespace peerwatt::profiles
