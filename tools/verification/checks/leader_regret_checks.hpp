#pragma once

#include <string>

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/follower_sums.hpp"
#include "tools/verification/replay/market_replay.hpp"

namespace peerwatt::verification {

// Whether another price would have served the rule of the leader better, all followers reacting
// anew (model, section 7); and that the run wrote down the same.
class LeaderRegretChecks final : public SlotCheck {
 public:
  explicit LeaderRegretChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void finish() override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  struct Regret {
    double gain = 0;
    double price = 0;
  };
  void look_at_written(const Slot& slot, const Regret& written);
  void replay(const Slot& slot);
  Regret regret(const Slot& slot);
  // What the rule wants to be small at a price after the trades that it brings about, and whether
  // the price does what the rule asks for: within a rounding both may be.
  struct Standing {
    double loss = 0;  // kWh beyond the target, else currency
    bool may_be_accepted = false;
    bool may_be_refused = true;
  };
  Standing standing_at(double price, const Slot& slot, double base_elastic_kwh);
  // Whether the rule asks for no price lower than just below the announced one, after the trades
  // there or, at one of some prices between, after those that it brings about. A search that
  // converges ends so; regrets of a jump lie farther below.
  bool is_refused_below(const Slot& slot, double base_elastic_kwh);
  Standing standing_of(double price, const Followers& followers, const Slot& slot,
                       double base_elastic_kwh) const;
  // Of the trades that stand: the price that was written down must be one of the best.
  void look_at_distance(const Slot& slot, double distance);

  const RunFacts& facts_;
  MarketReplay replay_;
  Check nearby_, price_regret_, written_;
  std::string obstacle_;
  std::int64_t left_out_ = 0;
  std::int64_t with_regret_ = 0;
};

}  // namespace peerwatt::verification
