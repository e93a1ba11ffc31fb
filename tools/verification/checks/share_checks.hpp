#pragma once

#include <functional>
#include <string>

#include "tools/verification/replay/coalition_replay.hpp"

namespace peerwatt::verification {

// Coalitions of up to so many members are looked at exactly by the run, and here.
inline constexpr std::size_t kMostExactMembers = 16;

// What the members of a coalition pay each other so that what trade gave them together is divided
// in the proportions of the Shapley value (model, section 4).
class ShareChecks {
 public:
  ShareChecks(const RunFacts& facts, const CoalitionReplay& game);

  // The game is that of the slot.
  void look_at(const Slot& slot);
  // Of the slots that were not looked at.
  void excuse(const std::string& reason) {
    if (facts_.rules.shares == "shapley") shares_.excuse(reason);
  }
  void report(const std::function<void(const Check&)>& receive) const;

 private:
  void look_at_party(const Slot& slot, std::size_t zone, const Party& party);
  void compare(const Slot& slot, std::size_t zone, const Party& party);

  const RunFacts& facts_;
  const CoalitionReplay& game_;
  Check shares_;
};

// By the definition: sum over the subsets S without i of |S|!*(n-1-|S|)!/n! * (v(S+i) - v(S)).
std::vector<double> shapley_value(const std::vector<double>& subset_values, std::size_t members);

}  // namespace peerwatt::verification
