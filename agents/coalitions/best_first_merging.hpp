#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/coalitions/neighbourhood_partition.hpp"

namespace peerwatt::game {

// Merges the two neighbouring coalitions with which total value gains most, then the next two,
// until no merge gains more than the tolerance.
//
// Each coalition knows its best merge, and what no other one gains more than. A merge changes those
// with the union, which is evaluated. Whoever meant to merge with one of the two stays with the
// union where that gains no less than any other; if not, it looks again, but only when no known
// merge gains as much as it may find.
class BestFirstMerging {
 public:
  explicit BestFirstMerging(std::size_t members) : intents_(members) {}

  // Returns the number of merges.
  std::uint64_t merge_best_first(NeighbourhoodPartition& neighbourhood);

 private:
  struct Intent {
    Prospect best;           // kAlone: not known; no merge gains more than this
    double others_gain = 0;  // no other merge gains more
  };
  void evaluate(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition);
  std::uint32_t most_gaining(NeighbourhoodPartition& neighbourhood);
  void merge(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition);
  static void consider(Intent& intent, const Prospect& merge);

  std::vector<Intent> intents_;  // by coalition
};

}  // namespace peerwatt::game
