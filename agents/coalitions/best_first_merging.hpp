#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/coalitions/neighbourhood_partition.hpp"

namespace peerwatt::game {

// BestFirstMerging merges the two neighbouring coalitions whose merge raises total value most, then
// the next two, until no merge gains more than the tolerance: greedy agglomerative merging with
// lazy re-evaluation.
//
// Invariant: for every coalition S, either its best merge is known and `others_gain` bounds the
// gain of every other one from above, or only a bound on all of them is known. A merge of S and T
// changes only gains that involve S or T. So after it the union is evaluated, every third coalition
// compares its gain with the union against what it knows, and one whose best partner was S or T
// keeps only its bound, unless the union reaches that. It is evaluated anew only if its bound
// exceeds the largest known gain by more than the tolerance.
//
// Time for n members: O(n^2) for the first evaluation of all coalitions; then at most O(n^2) a
// merge, when all have to be evaluated anew, so O(n^3) in the worst case. If no bound asks for it,
// a merge takes O(n*size) for the sizes of S and T. Memory O(n).
class BestFirstMerging {
 public:
  explicit BestFirstMerging(std::size_t members) : intents_(members) {}

  // Returns the number of merges.
  std::uint64_t merge_best_first(NeighbourhoodPartition& neighbourhood);

 private:
  struct Intent {
    Prospect best;           // if its coalition is kAlone: only a bound on all gains
    double others_gain = 0;  // bound on the gains of all other merges, currency
  };
  void evaluate(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition);
  std::uint32_t most_gaining(NeighbourhoodPartition& neighbourhood);
  void merge(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition);
  static void consider(Intent& intent, const Prospect& merge);

  std::vector<Intent> intents_;  // by coalition
};

}  // namespace peerwatt::game
