#pragma once

#include <vector>

#include "tools/verification/checks/slot_check.hpp"

namespace peerwatt::verification {

// The energy balances of a slot (model, sections 1 and 6): of every household, its battery, every
// coalition, and what the columns of /system say about all together.
class EnergyChecks final : public SlotCheck {
 public:
  explicit EnergyChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_household(const Slot& slot, std::size_t i);
  void look_at_signs(const Slot& slot, std::size_t i);
  void look_at_coalitions(const Slot& slot);
  void look_at_sums(const Slot& slot);
  void look_at_parts(const Slot& slot);
  void look_at_cost(const Slot& slot);

  const RunFacts& facts_;
  Check purchases_, sales_, household_, signs_, coalitions_, sums_, parts_, cost_;
  std::vector<double> net_kwh_;     // sold less bought, by coalition
  std::vector<double> traded_kwh_;  // by coalition
};

}  // namespace peerwatt::verification
