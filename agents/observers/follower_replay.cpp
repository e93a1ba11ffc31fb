#include "agents/observers/follower_replay.hpp"

namespace peerwatt::agents {

FollowerReplay::FollowerReplay(const Community& community, const Households& households,
                               const OrderTerms& terms, const Trading& trading,
                               std::span<const ZoneTree> zone_trees,
                               std::vector<Duration> order_delays)
    : community_{community},
      households_{households},
      terms_{terms},
      trading_{trading},
      zone_trees_{zone_trees},
      order_delays_{std::move(order_delays)},
      members_(zone_trees.size()) {
  for (std::uint32_t prosumer = 0; prosumer < community.size(); ++prosumer) {
    members_[community.zones[prosumer].index()].push_back(prosumer);
  }
}

void FollowerReplay::make_markets() {
  NeighbourhoodRules rules{trading_.market.mechanism,
                           scenario::mechanism_parameters(trading_.market), trading_.coalition};
  rules.parameters.classes = community_.class_handling();
  for (const ZoneTree& tree : zone_trees_) markets_.emplace_back(rules, tree);
}

FollowerReaction FollowerReplay::before_trade(const Prices& prices) {
  residuals_.clear();
  surplus_kwh_ = 0;
  for (std::uint32_t prosumer = 0; prosumer < community_.size(); ++prosumer) {
    residuals_.push_back(households_.residual(prosumer, prices.base));
    surplus_kwh_ += households_.surplus_kwh()[prosumer];
  }
  sales_.assign(community_.size(), {});
  return {residuals_, surplus_kwh_};
}

FollowerReaction FollowerReplay::after_trade(const Prices& prices) {
  before_trade(prices);
  if (!terms_.anyone_trades()) return {residuals_, surplus_kwh_};
  if (markets_.empty()) make_markets();
  for (std::size_t zone = 0; zone < members_.size(); ++zone) trade_in(zone, prices);
  surplus_kwh_ = 0;
  for (std::uint32_t prosumer = 0; prosumer < community_.size(); ++prosumer) {
    surplus_kwh_ += households_.surplus_after(prosumer, sales_[prosumer]);
  }
  return {residuals_, surplus_kwh_};
}

void FollowerReplay::trade_in(std::size_t zone, const Prices& prices) {
  const RoundId round{};  // matters to random draws only
  NeighbourhoodMarket& market = markets_[zone];
  market.open(round);
  for (std::uint32_t member = 0; member < members_[zone].size(); ++member) {
    const std::uint32_t prosumer = members_[zone][member];
    const SimTime arrival = SimTime{} + order_delays_[prosumer];
    terms_.for_each_order(prosumer, round, prices, [&](const OrderMessage& order) {
      market.take(member, prosumer, arrival, order);
    });
  }
  market.close(prices);
  for (const OrderResult& result : market.results()) {
    if (result.award.side == market::Side::kSell) {
      sales_[result.prosumer].energy_kwh += result.award.quantity_kwh;
      sales_[result.prosumer].stored_kwh += result.award.stored_kwh;
      continue;
    }
    game::ResidualDemand& residual = residuals_[result.prosumer];
    residual = game::after_buying(residual, result.award.quantity_kwh);
  }
}

}  // namespace peerwatt::agents
