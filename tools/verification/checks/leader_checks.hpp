#pragma once

#include <optional>
#include <vector>

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/follower_sums.hpp"
#include "tools/verification/replay/market_replay.hpp"

namespace peerwatt::verification {

// The CPS's price (model, section 5): that it is one of its rule's, and at peak, given the trades
// of the trace, where the rule wants it, or said not to be.
class LeaderChecks final : public SlotCheck {
 public:
  explicit LeaderChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void finish() override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_flags(const Slot& slot);
  void look_at_fixed_price(const Slot& slot);
  void look_at_demand(const Slot& slot, const Followers& followers);
  void look_at_aim(const Slot& slot, const Followers& followers);
  void look_at_marginal_cost(const Slot& slot, const Followers& followers);
  void look_at_outlay(const Slot& slot, const Followers& followers);
  void look_at_setter(const Slot& slot);
  // E0, where the aim is a share of it; nothing where it cannot be known.
  std::optional<double> base_elastic_kwh(const Slot& slot);
  // By prosumer, what it lacks after the trades that stand.
  void collect_left(const Slot& slot);
  double demand_scale(const Slot& slot) const;

  const RunFacts& facts_;
  MarketReplay replay_;
  bool is_randomized_;
  Check price_, flags_, demand_, regret_, marginal_, outlay_, setter_;
  std::vector<Position> left_;
  std::int64_t degraded_ = 0;
};

}  // namespace peerwatt::verification
