#pragma once

#include <optional>
#include <vector>

namespace peerwatt::output {

// Inequality of values of either sign, 0 (all equal) .. 1 (one has all gains, one all losses).
std::optional<double> gini_index(std::vector<double> values);

}  // namespace peerwatt::output
