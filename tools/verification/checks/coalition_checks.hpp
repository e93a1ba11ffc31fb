#pragma once

#include <string>

#include "tools/verification/checks/core_checks.hpp"
#include "tools/verification/checks/share_checks.hpp"
#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/coalition_replay.hpp"
#include "tools/verification/replay/partition_regrets.hpp"

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
  CoalitionReplay game_;
  PartitionRegrets regrets_;
  Check merges_, splits_, moves_, exits_, written_;
  ShareChecks shares_;
  CoreChecks core_;
  std::int64_t degraded_ = 0;
  std::int64_t too_large_ = 0;
};

}  // namespace peerwatt::verification
