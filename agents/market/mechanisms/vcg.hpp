#pragma once

#include "agents/market/allocation/vickrey_prices.hpp"
#include "agents/market/mechanisms/one_stage.hpp"

namespace peerwatt::market {

// The efficient allocation at Vickrey prices: no lie about prices pays an owner whose orders bear
// one name, and the auctioneer bears the deficit.
class Vcg final : public OneStage {
 public:
  Vcg() : OneStage{MechanismId::kVcg} {}

 private:
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;

  VickreyPrices prices_;
};

}  // namespace peerwatt::market
