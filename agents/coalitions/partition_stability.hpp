#pragma once

#include <cstdint>
#include <span>

#include "agents/coalitions/neighbourhood_partition.hpp"

namespace peerwatt::game {

// A StabilityFinding says how far a partition is from one that no move improves, currency. All
// regrets are 0 if no move gains.
struct StabilityFinding {
  // The largest gain in total value by a merge of two neighbouring coalitions, by a split along an
  // edge of the network, and by one member that leaves its coalition, to be single or to switch.
  double merge_regret = 0;
  double split_regret = 0;
  double move_regret = 0;
  // The largest gain of one member beyond its share, if it leaves to be single (worth 0) or gets
  // what it adds to a neighbouring coalition T, v(T+i) - v(T).
  double exit_regret = 0;
};

// Measures the stability of any partition, not only of one that was formed: `partition` gives each
// member the number of its coalition, below the number of members, or kSingle; `shares` are by
// member, currency. The neighbourhood is left with this partition. Every regret is the largest gain
// over all moves of its kind, found by one look from each of the n members and one tree for each
// coalition: O(n^2).
StabilityFinding examine_stability(NeighbourhoodPartition& neighbourhood,
                                   std::span<const std::int32_t> partition,
                                   const TradingTerms& terms, std::span<const double> shares);

}  // namespace peerwatt::game
