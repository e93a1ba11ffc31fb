#include "engine/calendar/wall_clock.hpp"

#include "engine/core/diagnostics.hpp"

#include <doctest/doctest.h>

namespace peerwatt::profiles {
namespace {

using Kind = ClockReading::Kind;

std::int64_t civil(const char* text) {
  return *parse_civil_time(text);
}
SimTime utc(const char* text) {
  return *parse_utc(text);
}

TEST_CASE("a wall clock follows the summer time of its zone") {
  const WallClock sydney{"Australia/Sydney"};
  CHECK(sydney.offset_s(utc("2011-10-01T15:59:59Z")) == 10 * 3600);
  CHECK(sydney.offset_s(utc("2011-10-01T16:00:00Z")) == 11 * 3600);
  CHECK(sydney.civil_seconds(utc("2011-10-01T16:00:00Z")) == civil("2011-10-02T03:00"));
  CHECK(WallClock{"America/Los_Angeles"}.offset_s(utc("2017-07-01T00:00:00Z")) == -7 * 3600);
  CHECK(WallClock{"Etc/GMT-10"}.offset_s(utc("2013-01-01T00:00:00Z")) == 10 * 3600);
  CHECK(WallClock{"Australia/Brisbane"}.offset_s(utc("2025-01-01T00:00:00Z")) == 10 * 3600);
}

TEST_CASE("a wall clock knows the summers to come") {
  const WallClock los_angeles{"America/Los_Angeles"};
  CHECK(los_angeles.offset_s(utc("2035-01-15T00:00:00Z")) == -8 * 3600);
  CHECK(los_angeles.offset_s(utc("2035-07-15T00:00:00Z")) == -7 * 3600);
}

TEST_CASE("hour and weekday are those of the wall clock, before 1970 too") {
  const WallClock brisbane{"Australia/Brisbane"};
  CHECK(brisbane.second_of_day(utc("2025-06-30T23:30:00Z")) == 9 * 3600 + 1800);
  CHECK(brisbane.weekday(utc("2025-06-29T13:59:59Z")) == 6);
  CHECK(brisbane.weekday(utc("2025-06-29T14:00:00Z")) == 0);
  const WallClock utc_clock{"UTC"};
  CHECK(utc_clock.weekday(utc("1969-12-31T12:00:00Z")) == 2);
  CHECK(utc_clock.second_of_day(utc("1969-12-31T12:00:00Z")) == 43200);
}

TEST_CASE("a civil time reads as one instant, two, or none") {
  const WallClock los_angeles{"America/Los_Angeles"};
  const ClockReading plain = los_angeles.read(civil("2017-01-01T00:00"));
  CHECK(plain.kind == Kind::kUnique);
  CHECK(plain.first == utc("2017-01-01T08:00:00Z"));

  const ClockReading repeated = los_angeles.read(civil("2016-11-06T01:30"));
  CHECK(repeated.kind == Kind::kRepeated);
  CHECK(repeated.first == utc("2016-11-06T08:30:00Z"));
  CHECK(repeated.second == utc("2016-11-06T09:30:00Z"));

  const ClockReading skipped = los_angeles.read(civil("2017-03-12T02:30"));
  CHECK(skipped.kind == Kind::kSkipped);
  CHECK(skipped.first == utc("2017-03-12T10:00:00Z"));
  CHECK(skipped.stretch_begin_s == civil("2017-03-12T02:00"));
  CHECK(skipped.stretch_end_s == civil("2017-03-12T03:00"));
}

TEST_CASE("an offset period holds the instant it was asked for and ends at a change") {
  const OffsetPeriod winter = WallClock{"Australia/Sydney"}.period(utc("2011-07-01T00:00:00Z"));
  CHECK(winter.begin == utc("2011-04-02T16:00:00Z"));
  CHECK(winter.end == utc("2011-10-01T16:00:00Z"));
  CHECK(winter.offset_s == 36000);
  const OffsetPeriod always = WallClock{"UTC"}.period(utc("2011-07-01T00:00:00Z"));
  CHECK(always.begin < utc("0001-01-01T00:00:00Z"));
  CHECK(always.end > utc("9999-01-01T00:00:00Z"));
}

TEST_CASE("an unknown zone is refused by name") {
  CHECK(WallClock::exists("UTC"));
  CHECK(WallClock::exists("Australia/Brisbane"));
  CHECK_FALSE(WallClock::exists("Australia/Brisbone"));
  CHECK_FALSE(WallClock::exists(""));
  CHECK_FALSE(WallClock::exists("localtime"));
  CHECK_FALSE(WallClock::exists("posixrules"));
  CHECK_FALSE(WallClock::exists("../../etc/passwd"));
  CHECK_THROWS_WITH_AS(WallClock{"Australia/Brisbone"},
                       "unknown time zone 'Australia/Brisbone' (did you mean Australia/Brisbane?); "
                       "names are those of the tz database, as in Australia/Brisbane",
                       InputError);
}

}  // namespace
}  // namespace peerwatt::profiles
