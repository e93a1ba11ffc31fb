#pragma once

#include "agents/market/call_auction.hpp"
#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// Nobody trades: the baseline of every comparison.
class NoMarket final : public Mechanism {
 public:
  void clear(const CallMarket& market, Clearing& clearing) override {
    clearing.clear();
    clearing.max_welfare = bound_.of(market);
    clearing.add_stage(MechanismId::kNone, market);
  }

 private:
  WelfareBound bound_;
};

}  // namespace peerwatt::market
