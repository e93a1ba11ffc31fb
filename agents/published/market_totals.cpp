#include "agents/published/market_totals.hpp"

#include <algorithm>

namespace peerwatt::agents {

void MarketTotals::add(const MarketTotals& other) {
  if (other.volume_kwh > 0) {
    prices = volume_kwh > 0 ? market::PriceRange{std::min(prices.least, other.prices.least),
                                                 std::max(prices.most, other.prices.most)}
                            : other.prices;
  }
  volume_kwh += other.volume_kwh;
  auction_kwh += other.auction_kwh;
  mid_market_kwh += other.mid_market_kwh;
  paid += other.paid;
  earned += other.earned;
  auction_welfare += other.auction_welfare;
  welfare += other.welfare;
  max_welfare += other.max_welfare;
  for (std::size_t i = 0; i < classes.size(); ++i) classes[i].add(other.classes[i]);
  has_coalition = has_coalition || other.has_coalition;
}

}  // namespace peerwatt::agents
