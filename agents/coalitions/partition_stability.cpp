#include "agents/coalitions/partition_stability.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {

StabilityFinding examine_stability(NeighbourhoodPartition& neighbourhood,
                                   std::span<const std::int32_t> partition,
                                   const TradingTerms& terms, std::span<const double> shares) {
  PEERWATT_EXPECTS(shares.size() == partition.size());
  neighbourhood.begin(terms, partition);
  StabilityFinding finding;
  for (const std::uint32_t coalition : neighbourhood.coalitions()) {
    neighbourhood.forget_looks(coalition);
    neighbourhood.for_each_place(coalition, [&](std::uint32_t place) {
      neighbourhood.look_from(place);
      neighbourhood.add_look();
      const double elsewhere = neighbourhood.best_to_join().gain;
      const double leaving = neighbourhood.gain_of_leaving();
      finding.move_regret = std::max(finding.move_regret, leaving + elsewhere);
      const double share = shares[neighbourhood.order().members[place]];
      finding.exit_regret = std::max(finding.exit_regret, elsewhere - share);
    });
    neighbourhood.for_each_gain([&](std::uint32_t, double gain) {
      finding.merge_regret = std::max(finding.merge_regret, gain);
    });
    const double splitting = neighbourhood.best_split(coalition).gain;
    finding.split_regret = std::max(finding.split_regret, splitting);
  }
  return finding;
}

}  // namespace peerwatt::game
