#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/core/simulated_time.hpp"

#include "engine/profiles/profile_layout.hpp"
#include "engine/profiles/wall_clock.hpp"

namespace peerwatt::profiles {

// A dated stamp, understood.
struct Stamp {
  enum class Kind { kInstant, kSkipped };
  Kind kind = Kind::kInstant;
  SimTime time;  // kSkipped: the instant at which the clocks jump over it
};

// Turns the stamps of a file into instants, in the order of the rows: which of the two passes
// through a repeated hour a wall-clock stamp means follows from the stamps before it.
class StampReader {
 public:
  StampReader(TimeFormat format, StampAt stamp, WallClock clock)
      : format_{format}, stamp_{stamp}, clock_{std::move(clock)} {}

  // Nothing for a text that is no stamp.
  std::optional<Stamp> read(std::string_view text);

 private:
  Stamp on_the_wall(std::int64_t civil_s);
  Stamp at_a_change(std::int64_t civil_s);
  Stamp taken(SimTime time);

  TimeFormat format_;
  StampAt stamp_;
  WallClock clock_;
  OffsetPeriod calm_;  // the period of the last stamp
  SimTime last_ = SimTime::from_microseconds(std::numeric_limits<std::int64_t>::min());
  bool ended_at_jump_ = false;  // the last stamp was the first skipped second, as an end
};

// The instant that a layout's start_at names; nothing where it cannot be read or is skipped.
std::optional<SimTime> instant_of(std::string_view text, TimeFormat format, const WallClock& clock);

}  // namespace peerwatt::profiles
