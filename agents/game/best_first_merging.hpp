#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/game/neighbourhood_partition.hpp"

namespace peerwatt::game {

// Merges the two neighbouring coalitions with which total value gains most, then the next two,
// until no merge gains more than the tolerance.
//
// Each coalition knows its best merge. A merge changes those that go to the union, which is looked
// over, and leaves those who meant to merge with one of the two with a bound: what they gained
// before. They are looked over again only when no other merge gains as much as that.
class BestFirstMerging {
 public:
  explicit BestFirstMerging(std::size_t members) : intents_(members) {}

  // Returns the number of merges.
  std::uint64_t merge_best_first(NeighbourhoodPartition& neighbourhood);

 private:
  struct Intent {
    Prospect best;
    bool is_bound = false;  // no merge gains more than this one did once
  };
  void look_over(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition);
  std::uint32_t most_gaining(NeighbourhoodPartition& neighbourhood);
  void merge(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition);

  std::vector<Intent> intents_;  // by coalition
};

}  // namespace peerwatt::game
