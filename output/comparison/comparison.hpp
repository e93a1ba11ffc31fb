#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "output/comparison/run_result.hpp"

namespace peerwatt::output {

// What prosumers pay less in a run than in another run, currency.
struct Savings {
  Indicators::Number bill;             // of all prosumers together
  Indicators::Number saving_percent;   // 100 (B0 - B) / |B0|, of their sums
  Indicators::Number gini;             // index of the savings, see gini_index
  std::optional<std::int64_t> losers;  // prosumers whose bill is higher than in the baseline
  std::vector<double> by_prosumer;     // empty where a trace has no prosumers, as at level summary
};

// A bill is higher only by more than this share of the baseline's: the rest is rounding, of traces
// in float32 too.
inline constexpr double kLeastLossShare = 1e-6;

// Against another run with the same prosumers.
Savings savings_of(const RunResult& run, const RunResult& baseline);

}  // namespace peerwatt::output
