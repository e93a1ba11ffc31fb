#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/csv/decimal_mark.hpp"

namespace peerwatt::profiles {

// How the time column is written.
enum class TimeFormat {
  kLocal,        // wall clock of the layout's zone: `2011-10-02T01:30`
  kUtc,          // ISO 8601 with an explicit zone, or civil time in UTC
  kMinuteOfDay,  // one undated day: minutes since midnight, 0..1439
  kTimeOfDay,    // one undated day: `HH:MM`
  kEpochS,       // seconds since 1970-01-01T00:00Z
  kEpochMs,      // milliseconds since then
};

// Stamps that the layout's time zone does not matter to.
constexpr bool in_utc(TimeFormat format) {
  return format == TimeFormat::kUtc || format == TimeFormat::kEpochS ||
         format == TimeFormat::kEpochMs;
}

// Whether the day or the month stands first in a date such as 03/04/2022. kAuto: as the dates of
// the file show it.
enum class DateOrder { kAuto, kDayFirst, kMonthFirst };

using csv::DecimalMark;

// Which end of its interval a stamp names.
enum class StampAt { kStart, kEnd };

// What a cell holds: mean power over its interval, the energy in it, or a price that holds in it.
enum class CellUnit { kKilowatt, kKilowattHour, kPrice };

// What is done about a doubtful value: refuse the file, count it as 0, or draw a straight line of
// mean power between the nearest good values in time.
enum class Repair { kError, kZero, kInterpolate };

// How a CSV file of energy series is to be read. The anomalies are defined in docs/profiles.md.
struct ProfileLayout {
  std::string name;
  std::string file;            // as the user wrote it
  std::filesystem::path path;  // resolved: this one is opened
  std::string time_column;
  std::string clock_column;  // of the time of day, where time_column has the date only; empty: none
  TimeFormat time_format = TimeFormat::kLocal;
  DateOrder date_order = DateOrder::kAuto;
  DecimalMark decimal_mark = DecimalMark::kAuto;
  std::string time_zone = "UTC";  // name in the tz database; UTC and epochs do not look at it
  StampAt stamp = StampAt::kStart;
  std::int64_t step_s = 1800;  // length of an interval [s]
  CellUnit unit = CellUnit::kKilowattHour;
  double scale = 1;  // applied before a value is judged negative
  // Civil time in the profile's own zone that plays the role of the scenario's start. Empty: the
  // calendar is taken as it is.
  std::string start_at;
  Repair gaps = Repair::kError;
  Repair duplicates = Repair::kError;
  Repair daylight_saving = Repair::kError;
  Repair negatives = Repair::kError;
};

}  // namespace peerwatt::profiles
