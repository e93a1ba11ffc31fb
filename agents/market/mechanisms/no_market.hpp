#pragma once

#include "agents/market/mechanisms/one_stage.hpp"

namespace peerwatt::market {

// Nobody trades: the baseline of every comparison.
class NoMarket final : public OneStage {
 public:
  NoMarket() : OneStage{MechanismId::kNone} {}

 private:
  void settle(const CallMarket&, const EfficientAllocation&, Stage&) override {}
};

}  // namespace peerwatt::market
