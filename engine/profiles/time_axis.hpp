#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/calendar/wall_clock.hpp"
#include "engine/profiles/complaints.hpp"
#include "engine/profiles/meter_file.hpp"
#include "engine/profiles/profile_layout.hpp"
#include "engine/profiles/raster.hpp"

namespace peerwatt::profiles {

// A row that holds no interval of its own.
struct DroppedRow {
  std::size_t row = 0;
  std::int64_t interval = 0;  // which it repeats, or which begins where it would stand
};

// The intervals of a file, numbered from 0, and the rows that hold them.
struct TimeAxis {
  Raster raster;                       // where they begin; undated: from midnight
  std::int64_t intervals = 0;          // up to the last one with a row; undated: those of a day
  std::vector<std::int64_t> interval;  // of each kept row, rising
  std::vector<std::size_t> row;        // of each kept row
  std::vector<DroppedRow> duplicates;  // later rows of a stamp that was there already
  std::vector<DroppedRow> skipped;     // rows whose wall-clock time does not exist
};

constexpr bool undated(TimeFormat format) {
  return format == TimeFormat::kMinuteOfDay || format == TimeFormat::kTimeOfDay;
}

// `2011-10-02T01:30`, as the clock shows it.
std::string civil_text(const WallClock& clock, SimTime time);

// Sort the rows into intervals. Stamps that cannot be read, lie off the raster or go backwards are
// complained of and left out; nothing is repaired. Throws InputError where the dates of a file
// leave the order of day and month open.
TimeAxis dated_axis(const ProfileLayout& layout, const WallClock& clock, const MeterFile& file,
                    Complaints& complaints);
TimeAxis daily_axis(const ProfileLayout& layout, const MeterFile& file, Complaints& complaints);

}  // namespace peerwatt::profiles
