#pragma once

#include <cstddef>
#include <vector>

namespace peerwatt::fuzz {

// The bytes of a small trace that has every group: the same in each call.
std::vector<std::byte> sample_trace();

}  // namespace peerwatt::fuzz
