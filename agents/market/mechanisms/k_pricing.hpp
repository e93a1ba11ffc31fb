#pragma once

#include "agents/market/mechanisms/one_stage.hpp"

namespace peerwatt::market {

// The k-double auction at the crossing: the efficient allocation at the price k*b_M + (1-k)*a_L
// (Chatterjee, Samuelson, Operations Research 31, 1983).
class KPricing final : public OneStage {
 public:
  // k is the weight of the marginal bid, in [0, 1].
  explicit KPricing(double k) : OneStage{MechanismId::kKPricing}, k_{k} {}

 private:
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;

  double k_;
};

}  // namespace peerwatt::market
