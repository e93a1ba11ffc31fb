#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/calendar/wall_clock.hpp"
#include "engine/profiles/complaints.hpp"
#include "engine/profiles/meter_file.hpp"
#include "engine/profiles/profile.hpp"
#include "engine/profiles/resampling.hpp"
#include "engine/profiles/time_axis.hpp"

namespace peerwatt::profiles {

// What the rows say about an interval, before any cell is looked at.
struct IntervalState {
  enum class Kind : std::uint8_t {
    kUnused,        // the grid does not reach it
    kRow,           // there is a row
    kDoubledRow,    // there are several: the first one counts
    kNoRow,         // a gap
    kHalfRepeated,  // no row: the wall clock shows its stamp twice and the file has it once
  };
  Kind kind = Kind::kUnused;
  std::size_t kept = 0;  // place in the axis, if there is a row
};

// The stretch of intervals that the grid uses.
struct UsedIntervals {
  std::int64_t first = 0;
  std::vector<IntervalState> states;  // of interval first + i
  Anomalies rows;                     // anomalies that every column shares
};

struct SourceFile {
  const ProfileLayout& layout;
  const WallClock& clock;
  const MeterFile& file;
  const TimeAxis& axis;
  const ValueRange& range;
};

// Complains of the anomalies whose rule is kError and counts the dropped rows.
UsedIntervals used_intervals(const SourceFile& source, std::span<const Segment> segments,
                             Complaints& complaints);

}  // namespace peerwatt::profiles
