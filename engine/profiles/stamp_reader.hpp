#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/calendar/wall_clock.hpp"
#include "engine/profiles/profile_layout.hpp"
#include "engine/profiles/stamp_text.hpp"

namespace peerwatt::profiles {

struct WrittenStamp {
  std::size_t row = 0;
  StampText text;
};

// A dated stamp, understood.
struct Stamp {
  enum class Kind {
    kInstant,
    kSkipped,  // the clock jumps over it
    kUnclear,  // doubled in a repeated hour, and nothing says which pass it belongs to
    kForeign,  // its offset is not the one of the zone at that time
  };
  Kind kind = Kind::kInstant;
  SimTime time;  // kSkipped: the instant of the jump
  std::size_t row = 0;
  StampText text;
};

std::vector<Stamp> utc_stamps(std::span<const WrittenStamp> written);

// Stamps of a wall clock, in the order of the rows. Stamps with an offset say their instant. In a
// repeated hour, the rows before the stamps go back are the first pass, and those behind it the
// second. Where they never go back but each stamp of the hour stands exactly twice, the first of
// each two is the first pass. Where each stands once, they are the first pass.
std::vector<Stamp> local_stamps(std::span<const WrittenStamp> written, StampAt stamp,
                                std::int64_t step_s, const WallClock& clock);

// The instant that a layout's start_at names; nothing where it cannot be read or is skipped.
std::optional<SimTime> instant_of(std::string_view text, const ProfileLayout& layout,
                                  const WallClock& clock);

}  // namespace peerwatt::profiles
