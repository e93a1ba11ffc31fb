#pragma once

#include <cstddef>

namespace peerwatt {

// How often this program has allocated memory so far. A test program that links the library
// `allocation_count` counts.
std::size_t allocation_count();

}  // namespace peerwatt
