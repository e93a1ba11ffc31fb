#pragma once

#include <vector>

#include "tools/verification/market_replay.hpp"
#include "tools/verification/slot_check.hpp"

namespace peerwatt::verification {

// The CPS's price at peak (model, section 5): that it ends the elastic demand, or says that it does
// not; and whether a lower one would have done.
class LeaderChecks final : public SlotCheck {
 public:
  explicit LeaderChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void finish() override;
  void report(const std::function<void(const Check&)>& receive) const override;

  static constexpr int kGridPrices = 64;
  static constexpr std::size_t kMostBreakpoints = 256;

 private:
  void look_at_flags(const Slot& slot);
  void look_at_fixed_price(const Slot& slot);
  void look_at_search(const Slot& slot, double satiation);
  void look_for_lower_price(const Slot& slot);
  void collect_candidates(const Slot& slot);
  double satiation_of(const Slot& slot) const;

  const RunFacts& facts_;
  MarketReplay replay_;
  Check price_, flags_, demand_, regret_, price_regret_;
  std::string obstacle_;
  std::vector<double> candidates_;
  std::int64_t left_out_ = 0;
  std::int64_t with_regret_ = 0;
};

}  // namespace peerwatt::verification
