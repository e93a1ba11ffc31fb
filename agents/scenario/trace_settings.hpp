#pragma once

#include <cstdint>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

enum class TraceLevel : std::uint8_t { kSummary, kAgents, kOrders };
enum class BaselineRuns : std::uint8_t { kOn, kOff };
enum class FloatWidth : std::uint8_t { kFloat64, kFloat32 };

// How much of the run is written down. It changes no result.
struct TraceSettings {
  TraceLevel level = TraceLevel::kAgents;
  std::int64_t every = 1;
  FloatWidth precision = FloatWidth::kFloat64;
  std::int64_t compression = 1;
  BaselineRuns baselines = BaselineRuns::kOn;
  std::int64_t audit_every = 16;  // one off-peak slot in so many; 0 = never

  friend bool operator==(const TraceSettings&, const TraceSettings&) = default;
};

void describe(TraceSettings& trace, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
