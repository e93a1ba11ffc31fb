#include "agents/market/mechanisms/vcg.hpp"

namespace peerwatt::market {

void Vcg::settle(const CallMarket& market, const EfficientAllocation& efficient, Stage& stage) {
  if (!efficient.trades()) return;
  efficient.fill(market, stage);
  prices_.settle(market, efficient, stage);
}

}  // namespace peerwatt::market
