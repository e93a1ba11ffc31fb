#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::meters {

enum class Layout {
  kAusgrid,      // a row per customer, category and day, with 48 columns
  kLondon,       // Low Carbon London: a row per home and half hour
  kPecanStreet,  // a row per home and time, with columns of circuits
  kGreenButton,  // an Atom feed of ESPI interval blocks
  kLong,         // a row per home and time; the columns are named
  kWide,         // a row per time, a column per home
};

enum class Unit { kKilowattHour, kWattHour, kKilowatt, kWatt };

constexpr bool is_power(Unit unit) {
  return unit == Unit::kKilowatt || unit == Unit::kWatt;
}
// Turns a value into kWh or kW.
constexpr double divisor(Unit unit) {
  return unit == Unit::kWattHour || unit == Unit::kWatt ? 1000 : 1;
}

// What is done about two different values of one home and time.
enum class Conflict { kError, kFirst, kLast, kMean };
// What is done about readings that have no place in the table.
enum class OutOfPlace { kError, kDrop };

// What the user says of the files; whatever is not said must be seen in them.
struct ImportOptions {
  std::optional<Layout> layout;
  std::string home;   // name of the column of homes
  std::string time;   // of stamps
  std::string clock;  // of the time of day, where stamps are dates
  std::vector<std::string> values;
  std::vector<std::string> generation;  // columns of values, too: what a home generates
  std::string name;                     // of the one home in the files, which have no column for it
  std::optional<Unit> unit;
  std::string time_zone;
  std::optional<profiles::StampAt> stamp;
  profiles::DateOrder date_order = profiles::DateOrder::kAuto;
  profiles::DecimalMark decimal_mark = profiles::DecimalMark::kAuto;
  std::vector<std::string> missing;  // markers beside the usual ones
  std::optional<std::int64_t> step_s;
  Conflict duplicates = Conflict::kError;
  OutOfPlace off_raster = OutOfPlace::kError;    // at times that are no whole step
  OutOfPlace skipped_hour = OutOfPlace::kError;  // at times that clocks jump over
};

}  // namespace peerwatt::meters
