#pragma once

#include <cstdint>

#include "output/recording/slot_record.hpp"

namespace peerwatt::testing {

// The record of a peak slot of which nothing else matters.
inline recording::SlotRecord peak_slot(std::int64_t index) {
  recording::SlotRecord slot;
  slot.index = index;
  slot.system.is_peak = true;
  return slot;
}

}  // namespace peerwatt::testing
