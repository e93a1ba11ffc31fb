#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::profiles {

// An hour of the wall clock that comes twice when clocks go back, and how a file is stamped.
struct RepeatedHour {
  std::int64_t begin_s = 0;  // civil seconds: [begin, end)
  std::int64_t end_s = 0;
  std::int64_t step_s = 0;
  StampAt stamp = StampAt::kStart;
};

enum class Pass : std::uint8_t { kFirst, kSecond, kUnclear };

// Where a row stands: its stamp on the clock of that pass, which goes on without a change.
struct PassOfRow {
  Pass pass = Pass::kFirst;
  std::int64_t civil_s = 0;
};

// The passes of neighbouring rows whose stamps lie in the hour or, of end stamps, at its end. Stops
// before the first row that lies behind the hour.
std::vector<PassOfRow> passes_through(const RepeatedHour& hour,
                                      std::span<const std::int64_t> civil_s);

}  // namespace peerwatt::profiles
