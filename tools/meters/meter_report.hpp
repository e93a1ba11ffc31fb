#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/calendar/wall_clock.hpp"

#include "tools/meters/channel_times.hpp"
#include "tools/meters/column_values.hpp"
#include "tools/meters/conventions.hpp"
#include "tools/meters/readings.hpp"

namespace peerwatt::meters {

// What a column of the table holds.
struct ColumnReport {
  std::string name;
  std::string home;
  Flow flow = Flow::kLoad;
  std::int64_t values = 0;
  // Between the first and the last value; runs of empty cells, and the cells.
  std::int64_t gaps = 0;
  std::int64_t gap_cells = 0;
  std::int64_t longest_gap = 0;  // cells
  std::int64_t first_gap_s = 0;  // when the first one begins
  SourcePosition first_gap;      // the reading without a value, or the last one before the gap
  std::int64_t empty_before = 0;
  std::int64_t empty_after = 0;
  std::int64_t negatives = 0;
  SourcePosition first_negative;
  std::int64_t zero_days = 0;  // days of the zone on which every cell is 0
  double kwh_per_day = 0;
  std::int64_t estimated = 0;  // readings that the file calls estimated
  ChannelCounts counts;

  std::int64_t empty_cells() const { return gap_cells + empty_before + empty_after; }
};

// A change of clocks within the table, of stamps that follow a wall clock.
struct ClockChange {
  std::int64_t time_s = 0;
  std::int64_t shift_s = 0;      // by which clocks go forward; below 0: back
  std::int64_t dropped = 0;      // readings at times that are skipped
  std::int64_t given_twice = 0;  // columns that have values in both passes of a repeated hour
  std::int64_t given_once = 0;   // columns whose second pass is empty
};

// Everything that is told of an import.
struct MeterReport {
  std::vector<FileFacts> files;
  Conventions conventions;
  Raster raster;
  std::int64_t sorted = 0;  // readings that stood before earlier ones
  std::size_t homes = 0;
  std::vector<ColumnReport> columns;
  std::vector<ClockChange> clock_changes;
  std::vector<std::string> suspicions;

  std::int64_t empty_cells() const;
  std::int64_t negatives() const;
};

// Looks at the values of a column, whose channels' readings are on the raster.
ColumnReport report_on(const Column& column, const std::vector<double>& values,
                       const Readings& readings, const Raster& raster,
                       const Conventions& conventions, const profiles::WallClock& clock);

// The changes of clocks within the table, and what columns have there.
class ClockChanges {
 public:
  ClockChanges(const Raster& raster, const profiles::WallClock& clock);
  void look_at(const std::vector<double>& values);
  void count_dropped(const ChannelCounts& counts);
  const std::vector<ClockChange>& changes() const { return changes_; }

 private:
  bool any_value(const std::vector<double>& values, std::int64_t begin_s, std::int64_t end_s) const;

  Raster raster_;
  std::vector<ClockChange> changes_;
};

}  // namespace peerwatt::meters
