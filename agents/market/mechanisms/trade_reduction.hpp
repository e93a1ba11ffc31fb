#pragma once

#include <vector>

#include "agents/market/allocation/rationing.hpp"
#include "agents/market/mechanisms/one_stage.hpp"

namespace peerwatt::market {

// The marginal ask and bid of the efficient allocation stay out and set the prices, a_L for sellers
// and b_M for buyers. Whoever ranks before them trades; the long side is cut by the same amount for
// everyone (Huang, Scheller-Wolf, Sycara, Computational Intelligence 18(4), 2002).
class Reduction {
 public:
  // Something must trade in the efficient allocation.
  void settle(const CallMarket& market, const EfficientAllocation& efficient, Stage& stage);

 private:
  std::vector<double> offered_;  // by those before the marginal ask, kWh
  std::vector<double> wanted_;
  EqualRationing rationing_;
};

class TradeReduction final : public OneStage {
 public:
  TradeReduction() : OneStage{MechanismId::kTradeReduction} {}

 private:
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;

  Reduction reduction_;
};

}  // namespace peerwatt::market
