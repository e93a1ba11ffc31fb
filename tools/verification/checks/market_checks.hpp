#pragma once

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/market_replay.hpp"

namespace peerwatt::verification {

// The markets of every slot, cleared again at the announced price, must come out as the trace says.
class MarketChecks final : public SlotCheck {
 public:
  explicit MarketChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void finish() override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void compare_fills(const Slot& slot);
  void compare_totals(const Slot& slot);
  void compare_coalitions(const Slot& slot);

  const RunFacts& facts_;
  MarketReplay replay_;
  Check trades_, totals_, coalitions_, count_;
  std::string obstacle_;
  std::string last_obstacle_;
  std::int64_t left_out_ = 0;  // slots
};

}  // namespace peerwatt::verification
