#include "agents/market/mechanisms/pool_trade.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"
#include "engine/core/summation.hpp"

namespace peerwatt::market {
namespace {

void share_pro_rata(std::span<const double> quantities, double sum, double volume,
                    std::span<double> shares) {
  const double part = sum > 0 ? volume / sum : 0.0;
  std::transform(quantities.begin(), quantities.end(), shares.begin(),
                 [part](double quantity) { return part * quantity; });
}

}  // namespace

double trade_in_pool(std::span<const double> offered_kwh, std::span<const double> wanted_kwh,
                     std::span<double> sold_kwh, std::span<double> bought_kwh) {
  PEERWATT_EXPECTS(offered_kwh.size() == sold_kwh.size());
  PEERWATT_EXPECTS(wanted_kwh.size() == bought_kwh.size());
  const double offered = accurate_sum(offered_kwh);
  const double wanted = accurate_sum(wanted_kwh);
  const double volume = std::min(offered, wanted);
  share_pro_rata(offered_kwh, offered, volume, sold_kwh);
  share_pro_rata(wanted_kwh, wanted, volume, bought_kwh);
  return volume;
}

}  // namespace peerwatt::market
