#pragma once

#include <cstdint>
#include <vector>

#include "tools/verification/replay/coalition_replay.hpp"

namespace peerwatt::verification {

// The largest gain found, and where.
struct Regret {
  double most = 0;
  Where where;

  void note(double gain, const Where& place) {
    if (!(gain > most)) return;
    most = gain;
    where = place;
  }
};

// What the coalitions of a slot would gain by changing (model, section 7): by a merge of two that
// are neighbours, a split along a line, or a member that leaves or switches, in the value of all;
// and a member by leaving or switching, for itself.
class PartitionRegrets {
 public:
  explicit PartitionRegrets(const RunFacts& facts) : facts_{facts} {}

  void begin() { merge = split = move = exit = {}; }
  // O(parties*(lines + members)), and for coalitions O(members + lines) for each line and member.
  void look_at_zone(const CoalitionReplay& game, const Slot& slot, std::size_t zone);

  Regret merge, split, move, exit;  // since the beginning

 private:
  void look_toward(const CoalitionReplay& game, std::size_t zone, const Party& party);
  void look_for_moves(const CoalitionReplay& game, const Party& from, const Party& to);
  void look_for_splits(const CoalitionReplay& game, std::size_t zone, const Party& party);
  void look_for_exits(const CoalitionReplay& game, const Slot& slot, std::size_t zone,
                      const Party& party);
  bool is_near(std::size_t place) const {
    constexpr double kToleranceKm = 1e-9;  // lengths are sums
    return !facts_.rules.radius_km || nearest_km_[place] <= *facts_.rules.radius_km + kToleranceKm;
  }

  const RunFacts& facts_;
  // From every place of the zone to one party.
  std::vector<double> to_sellers_, to_buyers_, nearest_km_;
  std::vector<double> supply_kwh_, demand_kwh_;  // of the party, by place
  std::vector<std::size_t> places_;
  std::vector<double> best_elsewhere_;  // by prosumer: the most it adds to another party
};

}  // namespace peerwatt::verification
