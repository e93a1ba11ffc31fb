#include "engine/core/simulated_time.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace peerwatt;

TEST_CASE("durations convert between microseconds, seconds and hours") {
  CHECK(Duration::from_seconds(std::int64_t{3}).microseconds() == 3'000'000);
  CHECK(Duration::from_seconds(0.0000015).microseconds() == 2);
  CHECK(Duration::from_seconds(-0.0000015).microseconds() == -2);
  CHECK(Duration::from_seconds(1800).hours() == 0.5);
}

TEST_CASE("durations divide into whole parts and a rest") {
  const Duration day = Duration::from_seconds(86400);
  const Duration slot = Duration::from_seconds(7000);
  CHECK(day / slot == 12);
  CHECK(day % slot == Duration::from_seconds(2400));
  CHECK(12 * slot + day % slot == day);
}

TEST_CASE("instants before 1970 round down to whole seconds") {
  CHECK(SimTime::from_microseconds(-1).seconds() == -1);
  CHECK(SimTime::from_microseconds(-1'000'000).seconds() == -1);
  CHECK(SimTime::from_microseconds(1'999'999).seconds() == 1);
}

TEST_CASE("times with a zone are read as UTC") {
  CHECK(parse_utc("1970-01-01T00:00:00Z") == SimTime::from_seconds(0));
  CHECK(parse_utc("2025-07-01T00:00:00Z") == SimTime::from_seconds(1'751'328'000));
  CHECK(parse_utc("2025-07-01T10:00:00+10:00") == parse_utc("2025-07-01T00:00:00Z"));
  CHECK(parse_utc("2025-06-30T19:30-0430") == parse_utc("2025-07-01T00:00Z"));
  CHECK(parse_utc("2024-02-29Z") == SimTime::from_seconds(1'709'164'800));
}

TEST_CASE("text that is not a time with a zone is refused") {
  for (const std::string text :
       {"", "Z", "2025-07-01T00:00:00", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z",
        "2025-07-01T24:00:00Z", "2025-07-01T00:60:00Z", "2025-07-01T00:00:60Z",
        "2025-07-01T00:00:00Zx", "2025-7-1T00:00:00Z", "2025-07-01T00:00:00+15:00",
        "2025-07-01T00:00:00+01:60", "2025-07-01T-1:00:00Z", " 2025-07-01T00:00:00Z",
        "+025-07-01T00:00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_utc(text).has_value());
  }
}

TEST_CASE("civil times are read without a zone") {
  CHECK(parse_civil_time("1970-01-02 01:02:03") == 86400 + 3723);
  CHECK(parse_civil_time("1970-01-02T01:02") == 86400 + 3720);
  CHECK(parse_civil_time("1969-12-31") == -86400);
  CHECK_FALSE(parse_civil_time("1970-01-02T01:02Z").has_value());
}

TEST_CASE("instants are written as UTC, with a fraction only where there is one") {
  CHECK(format_utc(SimTime::from_seconds(1'751'328'000)) == "2025-07-01T00:00:00Z");
  CHECK(format_utc(SimTime::from_microseconds(1'500'000)) == "1970-01-01T00:00:01.500000Z");
  CHECK(format_utc(SimTime::from_microseconds(-1)) == "1969-12-31T23:59:59.999999Z");
}

TEST_CASE("what is written can be read again") {
  for (std::int64_t seconds = -3'000'000'000; seconds < 6'000'000'000; seconds += 86'399 * 331) {
    const SimTime time = SimTime::from_seconds(seconds);
    CAPTURE(seconds);
    CHECK(parse_utc(format_utc(time)) == time);
  }
}
