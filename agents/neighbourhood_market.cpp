#include "agents/neighbourhood_market.hpp"

#include <algorithm>
#include <numeric>

#include "agents/game/coalition_value.hpp"
#include "agents/market/mid_market.hpp"

namespace peerwatt::agents {
namespace {

market::AuctionParameters auction_parameters(const scenario::MarketSettings& settings) {
  return {.rule = settings.auction == scenario::AuctionRule::kKPricing
                      ? market::PricingRule::kKPricing
                      : market::PricingRule::kTradeReduction,
          .k = settings.k};
}

}  // namespace

NeighbourhoodMarket::NeighbourhoodMarket(const scenario::MarketSettings& settings)
    : auction_{auction_parameters(settings)} {}

void NeighbourhoodMarket::clear_orders() {
  asks_.clear();
  bids_.clear();
  mid_wanted_.clear();
}

void NeighbourhoodMarket::take(std::uint32_t prosumer, SimTime arrival, const OrderMessage& order) {
  const market::Order entry{order.quantity_kwh, order.limit_price, arrival.microseconds(),
                            prosumer};
  if (order.side == market::Side::kSell) {
    asks_.push_back(entry);
  } else {
    bids_.push_back(entry);
    mid_wanted_.push_back(order.mid_market_quantity_kwh);
  }
}

Clearing NeighbourhoodMarket::clear(const Prices& prices) {
  Clearing clearing;
  clearing.mid_market_price = market::mid_market_price(prices.sell, prices.feed_in);
  game::CoalitionValue value;
  for (const market::Order& ask : asks_) value.sales_kwh += ask.quantity_kwh;
  value.wants_kwh = std::accumulate(mid_wanted_.begin(), mid_wanted_.end(), 0.0);
  auction_sold_.resize(asks_.size());
  auction_bought_.resize(bids_.size());
  clearing.auction = auction_.clear(asks_, bids_, auction_sold_, auction_bought_);
  clearing.mid_market_kwh = trade_the_rest();
  clearing.has_coalition =
      value.value(prices.sell, prices.feed_in) > 0 || clearing.auction.volume_kwh > 0;
  return clearing;
}

double NeighbourhoodMarket::trade_the_rest() {
  rest_offered_.resize(asks_.size());
  rest_wanted_.resize(bids_.size());
  mid_sold_.resize(asks_.size());
  mid_bought_.resize(bids_.size());
  for (std::size_t i = 0; i < asks_.size(); ++i) {
    rest_offered_[i] = std::max(0.0, asks_[i].quantity_kwh - auction_sold_[i]);
  }
  for (std::size_t i = 0; i < bids_.size(); ++i) {
    rest_wanted_[i] = std::max(0.0, mid_wanted_[i] - auction_bought_[i]);
  }
  return market::trade_at_mid_market(rest_offered_, rest_wanted_, mid_sold_, mid_bought_);
}

Award NeighbourhoodMarket::award(market::Side side, const Clearing& clearing, double auction_kwh,
                                 double mid_market_kwh) {
  const double price =
      side == market::Side::kSell ? clearing.auction.price_seller : clearing.auction.price_buyer;
  return {.side = side,
          .auction_kwh = auction_kwh,
          .mid_market_kwh = mid_market_kwh,
          .money = auction_kwh * price + mid_market_kwh * clearing.mid_market_price};
}

}  // namespace peerwatt::agents
