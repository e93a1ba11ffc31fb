#include "agents/auctioneers/call_market_place.hpp"

#include <algorithm>
#include <numeric>

#include "agents/auctioneers/trace_codes.hpp"
#include "agents/coalitions/coalition_value.hpp"
#include "agents/market/ticks.hpp"

namespace peerwatt::agents {
namespace {

MarketTotals totals_of(const market::Stage& stage) {
  const bool is_auction = market::entry(stage.rule).role == market::Role::kAuction;
  const bool at_mid_market = stage.rule == market::MechanismId::kMidMarketRate;
  return {.volume_kwh = stage.volume_kwh,
          .auction_kwh = is_auction ? stage.volume_kwh : 0.0,
          .mid_market_kwh = at_mid_market ? stage.volume_kwh : 0.0,
          .paid = stage.paid,
          .earned = stage.earned,
          .auction_welfare = is_auction ? stage.welfare : 0.0,
          .welfare = stage.welfare,
          .max_welfare = 0,
          .prices = stage.prices,
          .classes = {},
          .has_coalition = stage.volume_kwh > 0};
}

// A pool has no auction that could be efficient or not.
bool is_pool(const market::Clearing& clearing) {
  return market::entry(clearing.stages().front().rule).role == market::Role::kPool;
}

}  // namespace

CallMarketPlace::CallMarketPlace(market::MechanismId rule,
                                 const market::MechanismParameters& parameters)
    : mechanism_{market::make_mechanism(rule, parameters)} {}

void CallMarketPlace::open() {
  asks_.clear();
  ask_classes_.clear();
  bids_.clear();
  pool_demand_.clear();
  premiums_.clear();
  ask_limit_elsewhere_.clear();
  bid_limit_elsewhere_.clear();
  result_count_ = 0;
}

void CallMarketPlace::take(SimTime arrival, const OrderMessage& message, double charge) {
  const bool sells = message.side == market::Side::kSell;
  const double stated = message.order.limit_price;
  const double agreed = stated + (sells ? charge : message.local_premium - charge);
  market::Order order = message.order;
  order.limit_price = market::limit_price(message.side, agreed);
  order.arrival = arrival.microseconds();
  if (sells) {
    ask_limit_elsewhere_.push_back(stated);
    asks_.push_back(order);
    ask_classes_.push_back(message.energy);
  } else {
    bid_limit_elsewhere_.push_back(stated);
    bids_.push_back(order);
    pool_demand_.push_back(message.pool_quantity_kwh);
    premiums_.push_back(message.premiums);
  }
}

market::CallMarket CallMarketPlace::call_market(const Prices& prices) const {
  return {.asks = asks_,
          .bids = bids_,
          .pool_demand_kwh = pool_demand_,
          .grid = {prices.sell, prices.feed_in},
          .ask_classes = ask_classes_,
          .bid_premiums = premiums_};
}

MarketTotals CallMarketPlace::close(const Prices& prices) {
  mechanism_->clear(call_market(prices), clearing_);
  MarketTotals totals;
  for (const market::Stage& stage : clearing_.stages()) totals.add(totals_of(stage));
  if (!is_pool(clearing_)) totals.max_welfare = clearing_.max_welfare;
  game::CoalitionValue value;
  for (const market::Order& ask : asks_) value.supply_kwh += ask.quantity_kwh;
  value.demand_kwh = std::accumulate(pool_demand_.begin(), pool_demand_.end(), 0.0);
  totals.has_coalition = totals.has_coalition || value.value(prices.sell, prices.feed_in) > 0;
  count_classes(totals);
  write_results();
  return totals;
}

void CallMarketPlace::count_classes(MarketTotals& totals) const {
  for (const market::Stage& stage : clearing_.stages()) {
    for (std::size_t i = 0; i < asks_.size(); ++i) {
      totals.classes[static_cast<std::size_t>(ask_classes_[i])].add(
          {stage.asks.quantity_kwh[i], stage.asks.money[i]});
    }
  }
}

recording::TradeRecord CallMarketPlace::trade(const market::Stage& stage,
                                              const market::Pair& pair) const {
  recording::TradeRecord trade;
  trade.seller = ProsumerId{asks_[pair.ask].owner}.number();
  trade.buyer = ProsumerId{bids_[pair.bid].owner}.number();
  trade.quantity_kwh = pair.quantity_kwh;
  trade.price_buyer = pair.price_buyer;
  trade.price_seller = pair.price_seller;
  trade.mechanism = static_cast<std::int8_t>(stage.rule);
  trade.energy_class = trace_code(ask_classes_[pair.ask]);
  return trade;
}

recording::TradeRecord CallMarketPlace::trade(const market::Stage& stage, market::Side side,
                                              std::size_t order) const {
  const bool sells = side == market::Side::kSell;
  const market::Fills& fills = sells ? stage.asks : stage.bids;
  recording::TradeRecord trade;
  (sells ? trade.seller : trade.buyer) =
      ProsumerId{sells ? asks_[order].owner : bids_[order].owner}.number();
  trade.quantity_kwh = fills.quantity_kwh[order];
  trade.price_buyer = trade.price_seller = market::traded_price(stage, side, order);
  trade.mechanism = static_cast<std::int8_t>(stage.rule);
  if (sells) trade.energy_class = trace_code(ask_classes_[order]);
  return trade;
}

// Results are written where they stay: a copy of one that was built elsewhere would wait for the
// stores of its parts, and takes longer than all the rest.
void CallMarketPlace::write_results() {
  result_count_ = asks_.size() + bids_.size();
  if (results_.size() < result_count_) results_.resize(result_count_);
  OrderResult* result = results_.data();
  for (std::size_t i = 0; i < asks_.size(); ++i, ++result) {
    result->order = asks_[i];
    result->energy = ask_classes_[i];
    result->limit_elsewhere = ask_limit_elsewhere_[i];
    result->fill = {.side = market::Side::kSell};
  }
  for (std::size_t i = 0; i < bids_.size(); ++i, ++result) {
    result->order = bids_[i];
    result->energy = market::EnergyClass::kSolar;
    result->limit_elsewhere = bid_limit_elsewhere_[i];
    result->fill = {.side = market::Side::kBuy};
  }
  for (const market::Stage& stage : clearing_.stages()) add_fills(stage);
  for (OrderResult& sold : std::span{results_}.first(asks_.size())) {
    if (sold.energy == market::EnergyClass::kStorage) sold.fill.stored_kwh = sold.fill.quantity_kwh;
  }
}

void CallMarketPlace::add_fills(const market::Stage& stage) {
  const bool is_auction = market::entry(stage.rule).role == market::Role::kAuction;
  const auto add = [is_auction](std::span<OrderResult> results, const market::Fills& fills) {
    for (std::size_t i = 0; i < results.size(); ++i) {
      results[i].fill.quantity_kwh += fills.quantity_kwh[i];
      results[i].fill.money += fills.money[i];
      if (is_auction) results[i].fill.auction_kwh += fills.quantity_kwh[i];
    }
  };
  add(std::span{results_}.first(asks_.size()), stage.asks);
  add(std::span{results_}.subspan(asks_.size(), bids_.size()), stage.bids);
}

}  // namespace peerwatt::agents
