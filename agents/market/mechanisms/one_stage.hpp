#pragma once

#include "agents/market/allocation/efficient_allocation.hpp"
#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// A rule of one stage. All of them are measured by the efficient allocation, and most start from
// it.
class OneStage : public Mechanism {
 public:
  void clear(const CallMarket& market, Clearing& clearing) final;

 protected:
  explicit OneStage(MechanismId id) : id_{id} {}

 private:
  // Nobody has traded anything in `stage` yet.
  virtual void settle(const CallMarket& market, const EfficientAllocation& efficient,
                      Stage& stage) = 0;

  MechanismId id_;
  EfficientAllocation efficient_;
};

}  // namespace peerwatt::market
