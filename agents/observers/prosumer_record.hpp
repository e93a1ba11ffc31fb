#pragma once

#include "agents/published/published_slot.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// What each prosumer did, but for the baselines. The spans are those of the published columns.
recording::ProsumerRecord prosumer_record(const PublishedSlot& slot);

}  // namespace peerwatt::agents
