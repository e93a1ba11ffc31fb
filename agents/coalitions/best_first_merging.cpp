#include "agents/coalitions/best_first_merging.hpp"

#include <algorithm>
#include <utility>

namespace peerwatt::game {

std::uint64_t BestFirstMerging::merge_best_first(NeighbourhoodPartition& neighbourhood) {
  for (const std::uint32_t coalition : neighbourhood.coalitions()) {
    evaluate(neighbourhood, coalition);
  }
  std::uint64_t merges = 0;
  for (;; ++merges) {
    const std::uint32_t coalition = most_gaining(neighbourhood);
    if (coalition == kAlone) return merges;
    merge(neighbourhood, coalition);
  }
}

// Computes the gains of all merges of a coalition, so that its best one is known. O(size*n).
void BestFirstMerging::evaluate(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition) {
  Intent found;
  neighbourhood.evaluate(coalition);
  neighbourhood.for_each_gain([&](std::uint32_t other, double gain) {
    consider(found, {gain, other});
  });
  intents_[coalition] = found;
}

// Takes another merge into account: it becomes the best one, or may raise the bound on the others.
void BestFirstMerging::consider(Intent& intent, const Prospect& merge) {
  if (merge.gain > intent.best.gain) {
    intent = {merge, intent.best.gain};
  } else {
    intent.others_gain = std::max(intent.others_gain, merge.gain);
  }
}

// Returns the coalition with the largest known gain, or kAlone if no merge gains more than the
// tolerance. A coalition that has only a bound is evaluated first if the bound exceeds the largest
// known gain by more than the tolerance; a smaller difference may be a rounding error, which would
// have nearly every coalition evaluated again.
std::uint32_t BestFirstMerging::most_gaining(NeighbourhoodPartition& neighbourhood) {
  for (;;) {
    std::uint32_t known = kAlone, unknown = kAlone;
    double gain = neighbourhood.tolerance(), most = gain;
    for (const std::uint32_t coalition : neighbourhood.coalitions()) {
      const Prospect& best = intents_[coalition].best;
      const bool is_known = best.coalition != kAlone;
      double& largest = is_known ? gain : most;
      if (!(best.gain > largest)) continue;
      largest = best.gain;
      (is_known ? known : unknown) = coalition;
    }
    const bool is_as_good = known != kAlone && most <= gain + neighbourhood.tolerance();
    if (unknown == kAlone || is_as_good) return known;
    evaluate(neighbourhood, unknown);
  }
}

// Merges a coalition with its best partner and restores the invariant. Gains are symmetric, so that
// either of the two may take in the other: the one that is evaluated already does.
void BestFirstMerging::merge(NeighbourhoodPartition& neighbourhood, std::uint32_t coalition) {
  std::uint32_t other = intents_[coalition].best.coalition;
  if (neighbourhood.evaluated() == other) std::swap(coalition, other);
  neighbourhood.evaluate(coalition);
  neighbourhood.merge(other);
  for (const std::uint32_t third : neighbourhood.coalitions()) {
    Intent& intent = intents_[third];
    const std::uint32_t meant = intent.best.coalition;
    if (meant == coalition || meant == other) intent.best = {intent.others_gain, kAlone};
  }
  Intent found;
  neighbourhood.for_each_gain([&](std::uint32_t third, double gain) {
    consider(found, {gain, third});
    Intent& intent = intents_[third];
    const bool is_known = intent.best.coalition != kAlone;
    if (!is_known && gain >= intent.best.gain) {
      intent.best = {gain, coalition};
    } else if (is_known) {
      consider(intent, {gain, coalition});
    }
  });
  intents_[coalition] = found;
}

}  // namespace peerwatt::game
