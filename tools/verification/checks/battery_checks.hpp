#pragma once

#include <vector>

#include "tools/verification/checks/slot_check.hpp"

namespace peerwatt::verification {

// Batteries (model, section 1): what goes in and out is what the stored energy changes by, within
// capacity, reserve, power and what the house leaves over; and they take what they can.
class BatteryChecks final : public SlotCheck {
 public:
  BatteryChecks(const RunFacts& facts, std::int64_t first_slot);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  struct Battery;
  void look_at_battery(const Slot& slot, std::size_t i);
  void look_at_offer(const Battery& battery, const recording::SystemRecord& system,
                     const Where& where);
  void look_at_law(const Battery& battery, const recording::SystemRecord& system,
                   const Where& where);

  const RunFacts& facts_;
  Check bounds_, energy_, law_, offer_;
  std::vector<double> before_kwh_;  // stored before the slot; empty where that is not known
};

}  // namespace peerwatt::verification
