#include "agents/market/call_auction.hpp"

#include <algorithm>
#include <numeric>

#include "engine/core/contracts.hpp"

namespace peerwatt::market {
namespace {

// Gives the best ranks their quantities until the volume is used up.
void fill_in_order(std::span<const Order> orders, std::span<const std::uint32_t> ranking,
                   std::size_t marginal, double volume, std::span<double> filled) {
  for (std::size_t rank = 0; rank <= marginal; ++rank) {
    const std::uint32_t index = ranking[rank];
    filled[index] = std::min(orders[index].quantity_kwh, volume);
    volume -= filled[index];
  }
}

double value_at_limits(std::span<const Order> orders, std::span<const double> filled) {
  double value = 0;
  for (std::size_t i = 0; i < orders.size(); ++i) value += orders[i].limit_price * filled[i];
  return value;
}

}  // namespace

AuctionOutcome CallAuction::clear(std::span<const Order> asks, std::span<const Order> bids,
                                  std::span<double> sold_kwh, std::span<double> bought_kwh) {
  PEERWATT_EXPECTS(asks.size() == sold_kwh.size() && bids.size() == bought_kwh.size());
  std::fill(sold_kwh.begin(), sold_kwh.end(), 0.0);
  std::fill(bought_kwh.begin(), bought_kwh.end(), 0.0);
  AuctionOutcome outcome;
  if (asks.empty() || bids.empty()) return outcome;
  ask_rank_ = ask_order_.sort(asks, Side::kSell);
  bid_rank_ = bid_order_.sort(bids, Side::kBuy);
  const Crossing at = cross(asks, bids);
  outcome.max_welfare = at.welfare;
  if (!(at.volume_kwh > 0)) return outcome;
  if (parameters_.rule == PricingRule::kTradeReduction) {
    reduce_trade(asks, bids, at, sold_kwh, bought_kwh, outcome);
  } else {
    fill_efficiently(asks, bids, at, sold_kwh, bought_kwh, outcome);
  }
  outcome.welfare = value_at_limits(bids, bought_kwh) - value_at_limits(asks, sold_kwh);
  return outcome;
}

CallAuction::Crossing CallAuction::cross(std::span<const Order> asks,
                                         std::span<const Order> bids) const {
  Crossing at;
  std::size_t i = 0, j = 0;
  double supply = asks[ask_rank_[0]].quantity_kwh;
  double demand = bids[bid_rank_[0]].quantity_kwh;
  for (;;) {
    const Order& ask = asks[ask_rank_[i]];
    const Order& bid = bids[bid_rank_[j]];
    if (ask.limit_price > bid.limit_price) return at;
    const double quantity = std::min(supply, demand);
    if (quantity > 0) {
      at.volume_kwh += quantity;
      at.welfare += quantity * (bid.limit_price - ask.limit_price);
      at.ask = i;
      at.bid = j;
    }
    supply -= quantity;
    demand -= quantity;
    if (supply <= 0) {
      if (++i == asks.size()) return at;
      supply = asks[ask_rank_[i]].quantity_kwh;
    }
    if (demand <= 0) {
      if (++j == bids.size()) return at;
      demand = bids[bid_rank_[j]].quantity_kwh;
    }
  }
}

// The marginal ask and bid stay out and set the prices; whoever ranks before them trades, and the
// longer side shares its excess equally.
void CallAuction::reduce_trade(std::span<const Order> asks, std::span<const Order> bids,
                               const Crossing& at, std::span<double> sold, std::span<double> bought,
                               AuctionOutcome& outcome) {
  if (at.ask == 0 || at.bid == 0) return;
  supply_.resize(at.ask);
  demand_.resize(at.bid);
  for (std::size_t i = 0; i < at.ask; ++i) supply_[i] = asks[ask_rank_[i]].quantity_kwh;
  for (std::size_t j = 0; j < at.bid; ++j) demand_[j] = bids[bid_rank_[j]].quantity_kwh;
  const double offered = std::accumulate(supply_.begin(), supply_.end(), 0.0);
  const double wanted = std::accumulate(demand_.begin(), demand_.end(), 0.0);
  outcome.volume_kwh = std::min(offered, wanted);
  rationing_.cut(supply_, outcome.volume_kwh);
  rationing_.cut(demand_, outcome.volume_kwh);
  for (std::size_t i = 0; i < at.ask; ++i) sold[ask_rank_[i]] = supply_[i];
  for (std::size_t j = 0; j < at.bid; ++j) bought[bid_rank_[j]] = demand_[j];
  outcome.price_seller = asks[ask_rank_[at.ask]].limit_price;
  outcome.price_buyer = bids[bid_rank_[at.bid]].limit_price;
}

void CallAuction::fill_efficiently(std::span<const Order> asks, std::span<const Order> bids,
                                   const Crossing& at, std::span<double> sold,
                                   std::span<double> bought, AuctionOutcome& outcome) const {
  fill_in_order(asks, ask_rank_, at.ask, at.volume_kwh, sold);
  fill_in_order(bids, bid_rank_, at.bid, at.volume_kwh, bought);
  const double ask = asks[ask_rank_[at.ask]].limit_price;
  const double bid = bids[bid_rank_[at.bid]].limit_price;
  outcome.volume_kwh = at.volume_kwh;
  outcome.price_seller = outcome.price_buyer = parameters_.k * bid + (1 - parameters_.k) * ask;
}

}  // namespace peerwatt::market
