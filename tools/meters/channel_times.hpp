#pragma once

#include <cstdint>
#include <map>

#include "engine/calendar/wall_clock.hpp"
#include "engine/profiles/complaints.hpp"

#include "tools/meters/conventions.hpp"
#include "tools/meters/import_options.hpp"
#include "tools/meters/readings.hpp"

namespace peerwatt::meters {

// What happened to the readings of a channel on their way into the table.
struct ChannelCounts {
  std::int64_t identical = 0;    // duplicates with the same value, dropped
  std::int64_t conflicting = 0;  // duplicates with another value
  std::int64_t off_raster = 0;   // dropped
  // Dropped readings in an hour that clocks skip, by the instant at which they do.
  std::map<std::int64_t, std::int64_t> skipped;
  std::int64_t out_of_order = 0;
  std::uint32_t duplicate_line = 0;   // the first of them
  std::uint32_t off_raster_line = 0;  // the first of them
};

// The instants of the table: `intervals` steps from a begin.
struct Raster {
  std::int64_t begin_s = 0;
  std::int64_t step_s = 1;
  std::int64_t intervals = 0;

  std::int64_t end_s() const { return begin_s + intervals * step_s; }
};

// Gives every reading the instant at which its interval begins, in rising order. Readings at times
// that clocks skip are dropped; complains of those that have a value other than 0, unless the
// options drop them, and of those in a repeated hour that nothing tells apart.
void find_instants(Channel& channel, const Conventions& conventions,
                   const profiles::WallClock& clock, const ImportOptions& options,
                   const Readings& readings, profiles::Complaints& complaints,
                   ChannelCounts& counts);

// Whole steps that most readings begin at. The instants must be found.
Raster find_raster(const Readings& readings, std::int64_t step_s);

// Drops readings that lie off the raster, and complains of those that have a value, unless the
// options drop them.
void keep_to_raster(Channel& channel, const Raster& raster, const ImportOptions& options,
                    const Readings& readings, profiles::Complaints& complaints,
                    ChannelCounts& counts);

// Leaves one reading of each instant. Complains of those with different values, unless the options
// say which one counts.
void join_duplicates(Channel& channel, const ImportOptions& options, const Readings& readings,
                     profiles::Complaints& complaints, ChannelCounts& counts);

}  // namespace peerwatt::meters
