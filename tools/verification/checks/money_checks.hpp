#pragma once

#include "tools/verification/checks/slot_check.hpp"

namespace peerwatt::verification {

// Bills and balances (model, section 6), the prices of the trade, and that nobody was asked to
// trade at worse prices than the grid's.
class MoneyChecks final : public SlotCheck {
 public:
  explicit MoneyChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_bills(const Slot& slot, std::size_t i);
  void look_at_terms(const Slot& slot, std::size_t i);
  void look_at_balances(const Slot& slot);
  void look_at_prices(const Slot& slot);
  void look_at_tariff(const Slot& slot);

  const RunFacts& facts_;
  Check bills_, balances_, sum_, prices_, rational_, tariff_;
};

}  // namespace peerwatt::verification
