#pragma once

#include "agents/published/network_account.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// What the network operator found in a slot. The spans are those of the account.
recording::NetworkRecord network_record(const NetworkAccount& account);

}  // namespace peerwatt::agents
