#pragma once

#include <cstdint>

namespace peerwatt::bidding {

// The strategies there are, in the order of the catalogue.
enum class StrategyId : std::uint8_t { kTruthful, kZiU, kZiC, kZip, kRamp };

}  // namespace peerwatt::bidding
