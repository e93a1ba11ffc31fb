#include "engine/profiles/stamp_text.hpp"

#include "engine/core/simulated_time.hpp"

#include <doctest/doctest.h>

namespace peerwatt::profiles {
namespace {

// The instant of a stamp that has an offset or is taken as UTC.
std::optional<SimTime> utc(const std::string& text, DateOrder order = DateOrder::kAuto) {
  const ReadStamp read = read_stamp(text, order);
  if (!read.stamp) return std::nullopt;
  return SimTime::from_seconds(read.stamp->civil_s - read.stamp->offset_s.value_or(0));
}

std::string problem(const std::string& text, DateOrder order = DateOrder::kAuto) {
  const ReadStamp read = read_stamp(text, order);
  CHECK_FALSE(read.stamp);
  return read.problem;
}

const SimTime kHalfPastMidnight = *parse_utc("2013-02-04T00:30Z");

TEST_CASE("every form of one stamp is the same instant") {
  for (const char* text :
       {"2013-02-04T00:30",        "2013-02-04 00:30:00",   "2013-02-04 00:30:00.0000000",
        "2013-02-04 00:30:00,000", "2013/2/4 0:30",         "2013.02.04 00:30",
        "2013-02-04T01:30+01",     "2013-02-04T01:30+0100", "2013-02-04 01:30:00 +01:00",
        "2013-02-03T19:00-05:30",  "2013-02-04T00:30Z",     "2013-02-04 00:30:00 UTC",
        "20130204T0030",           "20130204T003000Z",      "201302040030",
        "20130204003000",          "4.2.2013 00:30",        "04.02.2013 00:30:00",
        "2013-02-04 12:30 AM",     " 2013-02-04 00:30 "}) {
    CAPTURE(text);
    CHECK(utc(text) == kHalfPastMidnight);
  }
  CHECK(utc("04/02/2013 00:30", DateOrder::kDayFirst) == kHalfPastMidnight);
  CHECK(utc("4-2-2013 00:30", DateOrder::kDayFirst) == kHalfPastMidnight);
  CHECK(utc("02/04/2013 00:30", DateOrder::kMonthFirst) == kHalfPastMidnight);
  CHECK(utc("2/4/2013 12:30:00 am", DateOrder::kMonthFirst) == kHalfPastMidnight);
}

TEST_CASE("the end of a day, noon and dates alone") {
  CHECK(utc("2012-12-31 24:00") == parse_utc("2013-01-01Z"));
  CHECK(utc("31.12.2012 24:00:00") == parse_utc("2013-01-01Z"));
  CHECK(utc("2013-02-04 12:05 PM") == parse_utc("2013-02-04T12:05Z"));
  CHECK(utc("2013-02-04 1:05pm") == parse_utc("2013-02-04T13:05Z"));
  CHECK(utc("20130204") == parse_utc("2013-02-04Z"));
  CHECK(read_stamp("2013-02-04", DateOrder::kAuto).stamp->date_only);
  CHECK_FALSE(read_stamp("201302040000", DateOrder::kAuto).stamp->date_only);
  CHECK_FALSE(read_stamp("2013-02-04 00:00", DateOrder::kAuto).stamp->date_only);
}

TEST_CASE("known forms that are not read say why") {
  CHECK(problem("2013-02-04 00:30:00.5") == "must lie on a whole second");
  CHECK(problem("04/02/2013 00:30") ==
        "may have the day or the month first; set date_order: day_first or month_first");
  CHECK(problem("04/02/13 00:30", DateOrder::kDayFirst) == "must have a year of four digits");
  for (const char* text : {"04-Feb-2013 00:30", "4 February 2013 00:30", "2013-Feb-04"}) {
    CHECK(problem(text) == "must have its month as a number");
  }
  CHECK(problem("2013-02-04 13:30 PM") == "must have an hour from 1 to 12 with AM or PM");
  for (const char* text : {"2013-02-04 24:30", "2013-02-04 23:60", "201302042500"}) {
    CHECK(problem(text) == "must have a time from 00:00 to 24:00");
  }
  for (const char* text : {"2013-02-04 00.30", "2013-02-04 07", "2013-02-04T1:3"}) {
    CHECK(problem(text) == "must have its time as HH:MM");
  }
  for (const char* text :
       {"2013-02-04 00:30 CET", "2013-02-04T00:30+1:00", "2013-02-04T00:30+15"}) {
    CHECK(problem(text) == "must have its zone as an offset such as +01:00");
  }
  CHECK(problem("1359936000") == "looks like seconds since 1970; set time_format: epoch_s");
  CHECK(problem("1359936000000") ==
        "looks like milliseconds since 1970; set time_format: epoch_ms");
  CHECK(problem("2013-02-29") == "is no day of the calendar (year 2013, month 2, day 29)");
}

TEST_CASE("other texts are no stamps") {
  for (const char* text : {"", "x", "2013", "2013-02", "41309.5", "2013-02/04", "Monday",
                           "2013-02-04T00:30+01:00x", "2013-02-04T00:30 01:00", "-1"}) {
    CAPTURE(text);
    CHECK_FALSE(utc(text));
  }
}

TEST_CASE("epochs count whole seconds in a unit that is plausible") {
  const auto at = [](const char* text, TimeFormat format) {
    const ReadStamp read = read_epoch(text, format);
    return read.stamp ? std::optional{SimTime::from_seconds(read.stamp->civil_s)} : std::nullopt;
  };
  CHECK(at("1359937800", TimeFormat::kEpochS) == kHalfPastMidnight);
  CHECK(at("1359937800.0", TimeFormat::kEpochS) == kHalfPastMidnight);
  CHECK(at(" 1359937800000 ", TimeFormat::kEpochMs) == kHalfPastMidnight);
  for (const char* text : {"1359937800000", "1359937800.5", "x", ""}) {
    CHECK_FALSE(at(text, TimeFormat::kEpochS));
  }
  for (const char* text : {"1359937800", "1359937800500", "x", ""}) {
    CHECK_FALSE(at(text, TimeFormat::kEpochMs));
  }
}

}  // namespace
}  // namespace peerwatt::profiles
