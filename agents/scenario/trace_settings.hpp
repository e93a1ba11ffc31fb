#pragma once

#include <cstdint>

#include "engine/parameters/visitor.hpp"

#include "output/recording/trace_extent.hpp"

namespace peerwatt::scenario {

enum class BaselineRuns : std::uint8_t { kOn, kOff };

// How much of the run is written down. It changes no result.
struct TraceSettings {
  recording::TraceLevel level = recording::TraceLevel::kAgents;
  std::int64_t every = 1;
  recording::FloatWidth precision = recording::FloatWidth::kFloat64;
  std::int64_t significant_bits = 53;  // of the series: all that a float64 has
  recording::Codec codec = recording::Codec::kDeflate;
  std::int64_t compression = 1;
  BaselineRuns baselines = BaselineRuns::kOn;
  std::int64_t audit_every = 16;  // one off-peak slot in so many; 0 = never

  friend bool operator==(const TraceSettings&, const TraceSettings&) = default;
};

void describe(TraceSettings& trace, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
