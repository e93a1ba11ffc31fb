#pragma once

#include "agents/published/published_slot.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// What the CPS, the market places and all prosumers together did, by their accounts. Baselines,
// welfare, messages and faults are not in it.
recording::SystemRecord system_record(const PublishedSlot& slot);

}  // namespace peerwatt::agents
