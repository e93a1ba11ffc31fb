#pragma once

#include <vector>

#include "tools/verification/position.hpp"
#include "tools/verification/slot_check.hpp"

namespace peerwatt::verification {

// The CPS's price (model, section 5): that it is one of its rule's, and at peak, given the trades
// of the trace, where the rule wants it, or said not to be.
class LeaderChecks final : public SlotCheck {
 public:
  explicit LeaderChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void finish() override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_flags(const Slot& slot);
  void look_at_fixed_price(const Slot& slot);
  void look_at_demand(const Slot& slot);
  void look_at_outlay(const Slot& slot);
  // By prosumer, what it lacks after the trades that stand.
  void collect_left(const Slot& slot);

  const RunFacts& facts_;
  bool draws_lots_;
  Check price_, flags_, demand_, regret_, outlay_;
  std::vector<Position> left_;
  std::int64_t disturbed_ = 0;
};

}  // namespace peerwatt::verification
