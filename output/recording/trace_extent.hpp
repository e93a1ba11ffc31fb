#pragma once

#include <cstdint>

namespace peerwatt::recording {

// How much of a run is written down; each level holds what those before it hold.
enum class TraceLevel : std::uint8_t { kSummary, kAgents, kOrders };
// How many bytes a value of a series takes.
enum class FloatWidth : std::uint8_t { kFloat64, kFloat32 };

}  // namespace peerwatt::recording
