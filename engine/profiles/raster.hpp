#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/simulated_time.hpp"

#include "engine/calendar/wall_clock.hpp"
#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::profiles {

// Where the intervals of a file begin, numbered from 0.
class Raster {
 public:
  Raster() : Raster{SimTime{}, Duration::from_seconds(1)} {}
  // Equally long intervals.
  Raster(SimTime begin, Duration step) : begin_{begin}, step_{step} {}
  // Intervals that begin at equal distances on a wall clock: of days, the one of a change of clocks
  // has 23 or 25 hours. A begin that the clock skips is the jump; of a repeated one, the first.
  static Raster on_the_wall(const WallClock& clock, std::int64_t civil_begin_s, Duration step);

  bool even() const { return !clock_; }
  SimTime begin_of(std::int64_t interval) const;
  std::int64_t interval_at(SimTime time) const;  // that holds a time
  // The interval that a stamp at one of its ends names, which shows `civil_s` on the clock; nothing
  // where none begins or ends there.
  std::optional<std::int64_t> named_by(SimTime time, std::int64_t civil_s, StampAt stamp) const;
  // The step over the length of an interval; 0 of one that is skipped altogether.
  double stretch(std::int64_t interval) const;

 private:
  std::int64_t civil_step_s() const { return step_ / Duration::from_seconds(1); }

  SimTime begin_;
  Duration step_;
  std::optional<WallClock> clock_;
  std::int64_t civil_begin_s_ = 0;
};

}  // namespace peerwatt::profiles
