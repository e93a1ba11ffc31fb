#include "agents/market/order_worth.hpp"

#include <algorithm>
#include <cstddef>

namespace peerwatt::market {

LimitWorth::LimitWorth(const CallMarket& truth)
    : asks_{truth.asks.begin(), truth.asks.end()},
      bids_{truth.bids.begin(), truth.bids.end()},
      beyond_{truth.grid} {
  for (std::size_t i = 0; i < truth.pool_demand_kwh.size(); ++i) {
    bids_[i].quantity_kwh = std::max(bids_[i].quantity_kwh, truth.pool_demand_kwh[i]);
  }
  for (const std::vector<Order>* orders : {&asks_, &bids_}) {
    for (const Order& order : *orders) {
      beyond_.sell = std::max(beyond_.sell, order.limit_price);
      beyond_.feed_in = std::min(beyond_.feed_in, order.limit_price);
    }
  }
}

double LimitWorth::of(OrderPlace place, double kwh) const {
  const bool sells = place.side == Side::kSell;
  const Order& order = (sells ? asks_ : bids_)[place.index];
  const double own = std::min(kwh, order.quantity_kwh);
  const double rest = kwh - own;
  return sells ? -order.limit_price * own - beyond_.sell * rest
               : order.limit_price * own + beyond_.feed_in * rest;
}

}  // namespace peerwatt::market
