#pragma once

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include "tools/verification/checks/slot_check.hpp"

namespace peerwatt::verification {

// What the prosumers did with the prices they were told (model, sections 2 and 3): they bought what
// was worth its price, and no more.
class FollowerChecks final : public SlotCheck {
 public:
  explicit FollowerChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_prosumer(const Slot& slot, std::size_t i, double pool_price);

  const RunFacts& facts_;
  const market::MechanismEntry& mechanism_;
  Check residual_, elastic_, reservation_, wants_;
  double elastic_kwh_ = 0;    // of the slot
  double elastic_scale_ = 0;  // the magnitudes that went into it
};

}  // namespace peerwatt::verification
