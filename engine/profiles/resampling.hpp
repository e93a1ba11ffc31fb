#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/calendar/wall_clock.hpp"
#include "engine/profiles/profile.hpp"
#include "engine/profiles/raster.hpp"

namespace peerwatt::profiles {

// A stretch of time in which one interval's mean power flows: [begin, end).
struct Segment {
  SimTime begin;
  SimTime end;
  std::int64_t interval = 0;
};

// Segments without holes between two instants.
std::vector<Segment> dated_segments(const Raster& raster, SimTime begin, SimTime end);
// An undated day repeats by the wall clock: a skipped hour is left out, a repeated one comes twice.
std::vector<Segment> daily_segments(const WallClock& clock, Duration step, SimTime begin,
                                    SimTime end);

// Energy in each slot [kWh]. `interval_kwh[i]` is the energy that flows in a step at the mean power
// of interval `first + i`. The segments cover the slots.
std::vector<double> slot_energy(std::span<const Segment> segments,
                                std::span<const double> interval_kwh, std::int64_t first,
                                Duration step, const SlotGrid& grid);

// The mean over each slot of values that hold during a whole interval.
std::vector<double> slot_mean(std::span<const Segment> segments,
                              std::span<const double> interval_values, std::int64_t first,
                              const SlotGrid& grid);

}  // namespace peerwatt::profiles
