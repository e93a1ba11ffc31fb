#pragma once

#include "tools/verification/slot_check.hpp"

namespace peerwatt::verification {

// The certificates that the run itself wrote down must be what follows from its columns.
class CertificateChecks final : public SlotCheck {
 public:
  explicit CertificateChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  double energy_residual_kwh(const Slot& slot) const;
  double money_residual(const Slot& slot) const;

  const RunFacts& facts_;
  Check residuals_, misreports_;
};

}  // namespace peerwatt::verification
