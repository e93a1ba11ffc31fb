#pragma once

#include <cstdint>
#include <span>

#include "agents/coalitions/neighbourhood_partition.hpp"

namespace peerwatt::game {

// How far a partition is from one that no move improves, currency; all are 0 where nothing gains.
struct StabilityFinding {
  // The most that total value gains by a merge of two neighbouring coalitions, by a split along an
  // edge of the network, and by one member that leaves its coalition, to be single or to switch.
  double merge_regret = 0;
  double split_regret = 0;
  double move_regret = 0;
  // The most that one member gains beyond its share, alone (0) or by what it adds to a neighbouring
  // coalition T, v(T+i) - v(T).
  double exit_regret = 0;
};

// Of any partition, not only of one that was formed: by member, the number of its coalition, below
// the number of members, or kSingle. Shares, currency, by member. The neighbourhood is left with
// this partition. A look from each member: O(members^2) with a charge or a radius.
StabilityFinding examine_stability(NeighbourhoodPartition& neighbourhood,
                                   std::span<const std::int32_t> partition,
                                   const TradingTerms& terms, std::span<const double> shares);

}  // namespace peerwatt::game
