#pragma once

#include <vector>

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/position.hpp"

namespace peerwatt::verification {

// What a slot was worth to all, V - C(D), and the most that it could have been (model, section 5).
class EfficiencyChecks final : public SlotCheck {
 public:
  explicit EfficiencyChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  // Everybody served down to one marginal value, found by halving, the batteries as they ran.
  double most(double inelastic_kwh) const;
  double wanted_kwh(double price) const;
  double worth(double inelastic_kwh, double price) const;

  const RunFacts& facts_;
  Check welfare_, efficient_;
  std::vector<Position> needs_;  // flexible load before any supply
};

}  // namespace peerwatt::verification
