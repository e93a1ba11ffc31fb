#pragma once

#include "tools/verification/checks/slot_check.hpp"

namespace peerwatt::verification {

// What unserved load is worth, and that who pays whom adds up to the value of the energy less the
// cost of generating it (model, section 10).
class WelfareChecks final : public SlotCheck {
 public:
  explicit WelfareChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_rows(const Slot& slot);

  const RunFacts& facts_;
  Check comfort_, welfare_;
};

}  // namespace peerwatt::verification
