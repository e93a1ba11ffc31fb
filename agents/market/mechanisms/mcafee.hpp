#pragma once

#include "agents/market/mechanisms/trade_reduction.hpp"

namespace peerwatt::market {

// The efficient allocation at one price p0, half-way between the prices of the orders that rank
// next after the marginal ones, where a_L <= p0 <= b_M; else trade reduction, as also where a side
// has no next order (McAfee, J. Economic Theory 56, 1992). The marginal order of the long side
// trades in part: the next order is another one, not the rest of it.
class McAfee final : public OneStage {
 public:
  McAfee() : OneStage{MechanismId::kMcAfee} {}
  // Where p0 meets a_L or b_M, whichever of the four orders it is that moves.
  void add_breakpoints(const CallMarket& market, std::vector<double>& prices) override;

 private:
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;

  Reduction reduction_;
  EfficientAllocation probe_;
};

}  // namespace peerwatt::market
