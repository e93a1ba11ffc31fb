#include "agents/game/best_first_merging.hpp"

#include <utility>

namespace peerwatt::game {

std::uint64_t BestFirstMerging::merge_best_first(NeighbourhoodPartition& neighbourhood) {
  for (const std::uint32_t coalition : neighbourhood.coalitions()) {
    look_over(neighbourhood, coalition);
  }
  std::uint64_t merges = 0;
  for (;; ++merges) {
    const std::uint32_t coalition = most_gaining(neighbourhood);
    if (coalition == kAlone) return merges;
    merge(neighbourhood, coalition);
  }
}

void BestFirstMerging::look_over(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition) {
  Prospect best;
  neighbourhood.look_over(coalition);
  neighbourhood.for_each_gain([&](std::uint32_t other, double gain) {
    if (gain > best.gain) best = {gain, other};
  });
  intents_[coalition] = {best, false};
}

// kAlone where no merge gains more than the tolerance. What a bound exceeds by no more than that is
// as good as the best: roundings would have everyone look again.
std::uint32_t BestFirstMerging::most_gaining(NeighbourhoodPartition& neighbourhood) {
  for (;;) {
    std::uint32_t most = kAlone, bound = kAlone;
    double gain = neighbourhood.tolerance(), bounded_gain = gain;
    for (const std::uint32_t coalition : neighbourhood.coalitions()) {
      const Intent& intent = intents_[coalition];
      double& largest = intent.is_bound ? bounded_gain : gain;
      if (!(intent.best.gain > largest)) continue;
      largest = intent.best.gain;
      (intent.is_bound ? bound : most) = coalition;
    }
    if (bound == kAlone || (most != kAlone && bounded_gain <= gain + neighbourhood.tolerance())) {
      return most;
    }
    look_over(neighbourhood, bound);
  }
}

void BestFirstMerging::merge(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition) {
  std::uint32_t other = intents_[coalition].best.coalition;
  if (neighbourhood.looked_over() == other) std::swap(coalition, other);
  neighbourhood.look_over(coalition);
  neighbourhood.merge(other);
  for (const std::uint32_t third : neighbourhood.coalitions()) {
    const std::uint32_t meant = intents_[third].best.coalition;
    if (meant == coalition || meant == other) intents_[third].is_bound = true;
  }
  Prospect best;
  neighbourhood.for_each_gain([&](std::uint32_t third, double gain) {
    if (gain > best.gain) best = {gain, third};
    if (gain >= intents_[third].best.gain) intents_[third] = {{gain, coalition}, false};
  });
  intents_[coalition] = {best, false};
}

}  // namespace peerwatt::game
