#pragma once

#include <string>

#include "tools/verification/coalition_game.hpp"
#include "tools/verification/core_checks.hpp"
#include "tools/verification/partition_regrets.hpp"
#include "tools/verification/share_checks.hpp"
#include "tools/verification/slot_check.hpp"

namespace peerwatt::verification {

// Coalitions (model, sections 4 and 7): that nobody gains by a merge, a split or a switch, what a
// prosumer alone would gain, how the value of a coalition is divided, and whether that is in the
// core.
class CoalitionChecks final : public SlotCheck {
 public:
  explicit CoalitionChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void finish() override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  bool is_too_large() const;
  void look_for_certificates(const Slot& slot);
  void look_for_regrets(const Slot& slot);
  void compare(const Slot& slot, double scale);

  const RunFacts& facts_;
  std::string obstacle_;
  CoalitionGame game_;
  PartitionRegrets regrets_;
  Check merges_, splits_, moves_, exits_, written_;
  ShareChecks shares_;
  CoreChecks core_;
  std::int64_t disturbed_ = 0;
  std::int64_t too_large_ = 0;
};

}  // namespace peerwatt::verification
