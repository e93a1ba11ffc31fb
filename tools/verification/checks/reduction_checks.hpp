#pragma once

#include "tools/verification/checks/slot_check.hpp"

namespace peerwatt::verification {

// The virtual power plant (model, section 8): what is asked for, promised, called, shed,
// delivered and paid.
class ReductionChecks final : public SlotCheck {
 public:
  explicit ReductionChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_call(const Slot& slot);
  void look_at_prosumer(const Slot& slot, std::size_t i);
  void look_at_sums(const Slot& slot);

  const RunFacts& facts_;
  Check call_, delivered_, paid_;
};

}  // namespace peerwatt::verification
