#pragma once

#include <span>
#include <vector>

#include "engine/core/diagnostics.hpp"
#include "engine/core/simulated_time.hpp"

namespace peerwatt::agents {

// Says so where no order of a prosumer can reach its market place before the gate closes, and what
// to change. `delays`: from an announcement until the order is there, by prosumer.
std::vector<Diagnostic> late_order_notes(std::span<const Duration> delays, Duration gate);

}  // namespace peerwatt::agents
