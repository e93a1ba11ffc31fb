#include "agents/market/mechanisms/one_stage.hpp"

namespace peerwatt::market {

void OneStage::clear(const CallMarket& market, Clearing& clearing) {
  clearing.clear();
  efficient_.find(market);
  clearing.max_welfare = efficient_.max_welfare();
  settle(market, efficient_, clearing.add_stage(id_, market));
}

}  // namespace peerwatt::market
