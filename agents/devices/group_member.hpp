#pragma once

#include <cstdint>

namespace peerwatt::devices {

// A member of a group of prosumers.
struct GroupMember {
  std::uint64_t identity = 0;  // of its random numbers
  std::uint32_t number = 0;    // in the group, from 0
};

}  // namespace peerwatt::devices
