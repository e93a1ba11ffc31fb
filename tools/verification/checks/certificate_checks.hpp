#pragma once

#include <string>

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/market_replay.hpp"

namespace peerwatt::verification {

// The certificates that the run itself wrote down must be what follows from its columns.
class CertificateChecks final : public SlotCheck {
 public:
  explicit CertificateChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_draws(const Slot& slot);
  void look_at_misreport(const Slot& slot, double gain);
  double energy_residual_kwh(const Slot& slot) const;
  double money_residual(const Slot& slot) const;

  const RunFacts& facts_;
  MarketReplay replay_;
  Check residuals_, misreports_, drawn_;
  std::string obstacle_;  // to searching the gain again
};

}  // namespace peerwatt::verification
