#include "agents/auctioneers/neighbourhood_market.hpp"

#include <algorithm>

namespace peerwatt::agents {

NeighbourhoodMarket::NeighbourhoodMarket(const NeighbourhoodRules& rules, const ZoneTree& tree)
    : rules_{rules},
      supply_kwh_(tree.nodes_of_members.size()),
      demand_kwh_(tree.nodes_of_members.size()),
      singles_{market::MechanismId::kNone, rules.parameters} {
  markets_.emplace_back(rules.mechanism, rules.parameters);
  if (rules.coalition.form()) {
    formation_.emplace(tree.neighbourhood(), formation_rules(rules.coalition));
  }
}

void NeighbourhoodMarket::open(RoundId round) {
  round_ = round;
  received_.clear();
  results_.clear();
  partition_ = {};
  std::fill(supply_kwh_.begin(), supply_kwh_.end(), 0.0);
  std::fill(demand_kwh_.begin(), demand_kwh_.end(), 0.0);
  open_markets(formation_ ? 0 : 1);
}

void NeighbourhoodMarket::open_markets(std::size_t count) {
  while (markets_.size() < count) markets_.emplace_back(rules_.mechanism, rules_.parameters);
  open_ = count;
  for (std::size_t i = 0; i < count; ++i) markets_[i].open(round_);
}

void NeighbourhoodMarket::take(std::uint32_t member, std::uint32_t prosumer, SimTime arrival,
                               const OrderMessage& order) {
  if (order.side == market::Side::kSell) {
    supply_kwh_[member] += order.quantity_kwh;
  } else {
    demand_kwh_[member] += order.pool_quantity_kwh;
  }
  if (formation_) {
    received_.push_back({member, prosumer, arrival, order});
  } else {
    markets_.front().take(prosumer, arrival, order);
  }
}

MarketTotals NeighbourhoodMarket::close(const Prices& prices) {
  spread_ = prices.sell - prices.feed_in;
  return formation_ ? close_coalitions(prices) : markets_.front().close(prices);
}

MarketTotals NeighbourhoodMarket::close_coalitions(const Prices& prices) {
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

void NeighbourhoodMarket::place_in_markets() {
  singles_.open(round_);
  for (const ReceivedOrder& received : received_) {
    const std::int32_t coalition = partition_[received.member];
    CallMarketPlace& market =
        coalition == game::kSingle ? singles_ : markets_[static_cast<std::size_t>(coalition)];
    market.take(received.prosumer, received.arrival, received.order);
  }
}

}  // namespace peerwatt::agents
