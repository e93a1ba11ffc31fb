#include "agents/auctioneers/zone_call_markets.hpp"

#include <algorithm>

#include "agents/auctioneers/market_records.hpp"
#include "agents/auctioneers/trace_codes.hpp"

namespace peerwatt::agents {

ZoneCallMarkets::ZoneCallMarkets(ZoneId zone, const CallMarketRules& rules, const ZoneTree& tree)
    : zone_{zone},
      rules_{rules},
      supply_kwh_(tree.nodes_of_members.size()),
      demand_kwh_(tree.nodes_of_members.size()),
      singles_{market::MechanismId::kNone, rules.parameters} {
  markets_.emplace_back(rules.mechanism, rules.parameters);
  if (rules.coalition.form()) {
    formation_.emplace(tree.neighbourhood(), formation_rules(rules.coalition));
  }
}

void ZoneCallMarkets::open(RoundId) {
  waiting_.clear();
  results_.clear();
  partition_ = {};
  std::fill(supply_kwh_.begin(), supply_kwh_.end(), 0.0);
  std::fill(demand_kwh_.begin(), demand_kwh_.end(), 0.0);
  open_markets(formation_ ? 0 : 1);
}

void ZoneCallMarkets::open_markets(std::size_t count) {
  while (markets_.size() < count) markets_.emplace_back(rules_.mechanism, rules_.parameters);
  open_ = count;
  for (std::size_t i = 0; i < count; ++i) markets_[i].open();
}

void ZoneCallMarkets::take(MemberId member, SimTime arrival, const OrderMessage& message) {
  if (message.side == market::Side::kSell) {
    supply_kwh_[member] += message.order.quantity_kwh;
  } else {
    demand_kwh_[member] += message.pool_quantity_kwh;
  }
  if (formation_) {
    waiting_.push_back({member, arrival, message});
  } else {
    markets_.front().take(arrival, message);
  }
}

MarketTotals ZoneCallMarkets::close(const Prices& prices) {
  spread_ = prices.sell - prices.feed_in;
  return formation_ ? close_coalitions(prices) : markets_.front().close(prices);
}

MarketTotals ZoneCallMarkets::close_coalitions(const Prices& prices) {
  partition_ = formation_->form(terms());
  open_markets(formation_->coalitions());
  place_in_markets();
  MarketTotals totals;
  const auto collect = [&](const CallMarketPlace& market) {
    results_.insert(results_.end(), market.results().begin(), market.results().end());
  };
  for (CallMarketPlace& market : std::span{markets_}.first(open_)) {
    totals.add(market.close(prices));
    collect(market);
  }
  singles_.close(prices);
  collect(singles_);
  totals.has_coalition = open_ > 0;
  return totals;
}

void ZoneCallMarkets::place_in_markets() {
  singles_.open();
  for (const Waiting& waiting : waiting_) {
    const std::int32_t coalition = partition_[waiting.member.index()];
    CallMarketPlace& market =
        coalition == game::kSingle ? singles_ : markets_[static_cast<std::size_t>(coalition)];
    market.take(waiting.arrival, waiting.message);
  }
}

void ZoneCallMarkets::for_each_trade(SimTime cleared_at, const TradeReceiver& receive) const {
  for (const CallMarketPlace& market : call_markets()) {
    market.for_each_trade([&](recording::TradeRecord trade) {
      trade.time = cleared_at;
      trade.zone = zone_.number();
      receive(trade);
    });
  }
}

recording::OrderRecord ZoneCallMarkets::record(const OrderMessage& message, SimTime arrival) const {
  recording::OrderRecord record = order_record(message, arrival, zone_);
  if (message.side == market::Side::kSell) record.energy_class = trace_code(message.energy);
  return record;
}

void ZoneCallMarkets::log_orders(RoundId round, EventLog& log) const {
  for (const OrderResult& result : results()) log.add(order_record(result, {round, zone_}));
}

}  // namespace peerwatt::agents
