#pragma once

#include "agents/market/mechanisms/one_stage.hpp"

namespace peerwatt::market {

// The efficient allocation at one price at which supply meets demand: p = lo + k*(hi - lo), where
// lo = max(a_L, first excluded bid) and hi = min(b_M, first excluded ask). The unfilled part of a
// marginal order counts as excluded, so that it sets the price alone; k decides only where both
// marginal orders are filled.
class PayAsClear final : public OneStage {
 public:
  // k is the place of the price between the lowest and the highest that clear, in [0, 1].
  explicit PayAsClear(double k) : OneStage{MechanismId::kPayAsClear}, k_{k} {}

 private:
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;

  double k_;
};

}  // namespace peerwatt::market
