#pragma once

#include <cstdint>

namespace peerwatt::recording {

// How much of a run is written down; each level holds what those before it hold.
enum class TraceLevel : std::uint8_t { kSummary, kAgents, kOrders };
// How many bytes a value of a series takes.
enum class FloatWidth : std::uint8_t { kFloat64, kFloat32 };
// How the chunks of a series are compressed.
enum class Codec : std::uint8_t { kDeflate, kZstd };

}  // namespace peerwatt::recording
