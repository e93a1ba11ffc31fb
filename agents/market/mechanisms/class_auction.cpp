#include "agents/market/mechanisms/class_auction.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

#include "agents/market/ticks.hpp"

namespace peerwatt::market {

void ClassAuction::clear(const CallMarket& market, Clearing& clearing) {
  PEERWATT_EXPECTS(market.ask_classes.size() == market.asks.size());
  PEERWATT_EXPECTS(market.bid_premiums.size() == market.bids.size());
  clearing.clear();
  Stage& whole = clearing.add_stage(MechanismId::kNone, market);
  for (const EnergyClass energy : {EnergyClass::kSolar, EnergyClass::kStorage}) {
    gather(market, energy, whole);
    auction_->clear(
        {.asks = asks_, .bids = bids_, .pool_demand_kwh = no_pool_, .grid = market.grid}, part_);
    clearing.max_welfare += part_.max_welfare;
    merge(part_.stages().front(), whole);
  }
}

// Collects the asks of a class and, for every bid, what it still wants at the limit price with its
// premium, rounded to a tick.
void ClassAuction::gather(const CallMarket& market, EnergyClass energy, const Stage& so_far) {
  asks_.clear();
  ask_of_.clear();
  for (std::size_t i = 0; i < market.asks.size(); ++i) {
    if (market.ask_classes[i] != energy) continue;
    asks_.push_back(market.asks[i]);
    ask_of_.push_back(static_cast<std::uint32_t>(i));
  }
  bids_.assign(market.bids.begin(), market.bids.end());
  for (std::size_t i = 0; i < bids_.size(); ++i) {
    const double premium = market.bid_premiums[i][static_cast<std::size_t>(energy)];
    bids_[i].quantity_kwh = std::max(0.0, bids_[i].quantity_kwh - so_far.bids.quantity_kwh[i]);
    const double worth = std::min(market.grid.sell, bids_[i].limit_price + premium);
    bids_[i].limit_price = limit_price(Side::kBuy, worth);
  }
  no_pool_.assign(bids_.size(), 0.0);
}

// Adds an auction to the stage of the whole market, with the indices that orders have there.
void ClassAuction::merge(const Stage& part, Stage& whole) const {
  whole.rule = part.rule;
  if (part.volume_kwh <= 0) return;
  for (std::size_t i = 0; i < ask_of_.size(); ++i) {
    whole.asks.quantity_kwh[ask_of_[i]] += part.asks.quantity_kwh[i];
    whole.asks.money[ask_of_[i]] += part.asks.money[i];
  }
  for (std::size_t i = 0; i < bids_.size(); ++i) {
    whole.bids.quantity_kwh[i] += part.bids.quantity_kwh[i];
    whole.bids.money[i] += part.bids.money[i];
  }
  for (Pair pair : part.pairs) {
    pair.ask = ask_of_[pair.ask];
    whole.pairs.push_back(pair);
  }
  whole.prices = whole.volume_kwh > 0 ? PriceRange{std::min(whole.prices.least, part.prices.least),
                                                   std::max(whole.prices.most, part.prices.most)}
                                      : part.prices;
  whole.volume_kwh += part.volume_kwh;
  whole.paid += part.paid;
  whole.earned += part.earned;
  whole.welfare += part.welfare;
}

}  // namespace peerwatt::market
