#include "agents/neighbourhood_market.hpp"

#include <algorithm>
#include <numeric>

#include "agents/game/coalition_value.hpp"

namespace peerwatt::agents {
namespace {

void add(const market::Stage& stage, MarketTotals& totals) {
  if (stage.volume_kwh <= 0) return;
  const bool is_auction = market::entry(stage.rule).role == market::Role::kAuction;
  totals.prices = totals.volume_kwh > 0
                      ? market::PriceRange{std::min(totals.prices.least, stage.prices.least),
                                           std::max(totals.prices.most, stage.prices.most)}
                      : stage.prices;
  totals.volume_kwh += stage.volume_kwh;
  totals.paid += stage.paid;
  totals.earned += stage.earned;
  totals.welfare += stage.welfare;
  if (is_auction) {
    totals.auction_kwh += stage.volume_kwh;
    totals.auction_welfare += stage.welfare;
  }
  if (stage.rule == market::MechanismId::kMidMarketRate) totals.mid_market_kwh += stage.volume_kwh;
}

}  // namespace

NeighbourhoodMarket::NeighbourhoodMarket(const scenario::MarketSettings& settings)
    : mechanism_{market::make_mechanism(
          settings.mechanism,
          {.k = settings.k, .pair_price = settings.pair_price, .auction = settings.auction})} {}

void NeighbourhoodMarket::clear_orders() {
  asks_.clear();
  bids_.clear();
  pool_wants_.clear();
}

void NeighbourhoodMarket::take(std::uint32_t prosumer, SimTime arrival, const OrderMessage& order) {
  const market::Order entry{.quantity_kwh = order.quantity_kwh,
                            .limit_price = order.limit_price,
                            .arrival = arrival.microseconds(),
                            .owner = prosumer};
  if (order.side == market::Side::kSell) {
    asks_.push_back(entry);
  } else {
    bids_.push_back(entry);
    pool_wants_.push_back(order.pool_quantity_kwh);
  }
}

MarketTotals NeighbourhoodMarket::clear(const Prices& prices) {
  mechanism_->clear({asks_, bids_, pool_wants_, {prices.sell, prices.feed_in}}, clearing_);
  MarketTotals totals;
  for (const market::Stage& stage : clearing_.stages()) add(stage, totals);
  totals.max_welfare = clearing_.max_welfare;
  game::CoalitionValue value;
  for (const market::Order& ask : asks_) value.sales_kwh += ask.quantity_kwh;
  value.wants_kwh = std::accumulate(pool_wants_.begin(), pool_wants_.end(), 0.0);
  totals.has_coalition = value.value(prices.sell, prices.feed_in) > 0 || totals.volume_kwh > 0;
  return totals;
}

Award NeighbourhoodMarket::award(market::Side side, std::size_t order) const {
  Award award{.side = side};
  for (const market::Stage& stage : clearing_.stages()) {
    const market::Fills& fills = side == market::Side::kSell ? stage.asks : stage.bids;
    award.quantity_kwh += fills.quantity_kwh[order];
    award.money += fills.money[order];
    if (market::entry(stage.rule).role == market::Role::kAuction) {
      award.auction_kwh += fills.quantity_kwh[order];
    }
  }
  return award;
}

}  // namespace peerwatt::agents
