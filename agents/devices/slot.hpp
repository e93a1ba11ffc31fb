#pragma once

#include <cstdint>

#include "engine/core/simulated_time.hpp"

namespace peerwatt::devices {

// A slot as devices see it.
struct Slot {
  SimTime start;
  Duration length;
  std::uint32_t index = 0;       // from the run's start
  std::uint32_t day = 0;         // from the run's start
  std::int64_t slot_of_day = 0;  // on the wall clock
};

}  // namespace peerwatt::devices
