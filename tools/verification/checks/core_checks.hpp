#pragma once

#include <functional>
#include <string>

#include "tools/verification/replay/coalition_replay.hpp"

namespace peerwatt::verification {

// What the run wrote down of whether shares are in the core (model, section 7), of the zone that
// the seed draws: exact excesses by looking at all subsets of a coalition, sampled ones between
// what single members and pairs show and what no subset can exceed.
class CoreChecks {
 public:
  CoreChecks(const RunFacts& facts, const CoalitionReplay& game);

  // There is an excess exactly where there is evidence of it.
  void look_at_evidence(const Slot& slot);
  // The game is that of the slot.
  void look_at(const Slot& slot);
  void excuse(const std::string& reason) { excess_.excuse(reason); }
  void report(const std::function<void(const Check&)>& receive) const;

 private:
  // Of the coalitions that were looked at: the largest excess is between the two.
  struct Finding {
    double least = 0;
    double most = 0;
    bool is_exact = true;
    bool any = false;
  };

  std::size_t zone_drawn(std::int64_t slot) const;
  void take_shares(const Slot& slot, const Party& party);
  void look_at_all(std::size_t zone, const Party& party, Finding& finding) const;
  void look_at_some(std::size_t zone, const Party& party, Finding& finding) const;
  double bound(const Party& party) const;

  const RunFacts& facts_;
  const CoalitionReplay& game_;
  Check excess_;
  std::vector<double> shares_;  // by member of a party
};

}  // namespace peerwatt::verification
