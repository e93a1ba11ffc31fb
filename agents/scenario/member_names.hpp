#pragma once

#include <cstdint>
#include <string>

#include "agents/scenario/prosumer_group.hpp"

namespace peerwatt::scenario {

// What the member-th member, from 0, is called: like its group if it is the only one.
std::string member_name(const ProsumerGroup& group, std::int64_t member);

}  // namespace peerwatt::scenario
