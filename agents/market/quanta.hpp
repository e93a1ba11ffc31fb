#pragma once

#include <cstdint>

namespace peerwatt::market {

// A whole number of equal small parts of a kWh: adds up exactly, in any order.
using Quanta = std::int64_t;

}  // namespace peerwatt::market
