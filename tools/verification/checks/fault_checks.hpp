#pragma once

#include "tools/verification/checks/slot_check.hpp"

namespace peerwatt::verification {

// What the system says of faults: that a slot is called degraded exactly when one of its counts
// says why, and that these can be.
class FaultChecks final : public SlotCheck {
 public:
  explicit FaultChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_offline_zones(const Slot& slot);

  const RunFacts& facts_;
  Check flag_, counts_;
};

}  // namespace peerwatt::verification
