#include "agents/audits/follower_replay.hpp"

namespace peerwatt::agents {

FollowerReplay::FollowerReplay(const Community& community, const Households& households,
                               const OrderTerms& terms, const Trading& trading,
                               const IdVector<ZoneId, ZoneTree>& zone_trees,
                               Community::Column<Duration> order_delays)
    : community_{community},
      households_{households},
      terms_{terms},
      trading_{trading},
      zone_trees_{zone_trees},
      order_delays_{std::move(order_delays)},
      members_(zone_trees.size()) {
  for (const ProsumerId prosumer : community.prosumers()) {
    members_[community.zones[prosumer]].push_back(prosumer);
  }
}

void FollowerReplay::make_markets() {
  CallMarketRules rules{trading_.market.mechanism, scenario::mechanism_parameters(trading_.market),
                        trading_.coalition};
  rules.parameters.classes = community_.class_handling();
  for (const ZoneId zone : zone_trees_.ids()) {
    markets_.push_back(std::make_unique<ZoneCallMarkets>(zone, rules, zone_trees_[zone]));
  }
}

FollowerReaction FollowerReplay::before_trade(const Prices& prices) {
  residuals_.clear();
  surplus_kwh_ = 0;
  for (const ProsumerId prosumer : community_.prosumers()) {
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
  for (const ZoneId zone : members_.ids()) trade_in(zone, prices);
  surplus_kwh_ = 0;
  for (const ProsumerId prosumer : community_.prosumers()) {
    surplus_kwh_ += households_.surplus_after(prosumer, sales_[prosumer]);
  }
  return {residuals_, surplus_kwh_};
}

void FollowerReplay::trade_in(ZoneId zone, const Prices& prices) {
  const RoundId round{};  // matters to random draws only
  ZoneCallMarkets& market = *markets_[zone];
  market.open(round);
  for (const MemberId member : members_[zone].ids()) {
    const ProsumerId prosumer = members_[zone][member];
    const SimTime arrival = SimTime{} + order_delays_[prosumer];
    terms_.for_each_order(prosumer, round, prices, [&](const OrderMessage& message) {
      market.take(member, arrival, message);
    });
  }
  market.close(prices);
  for (const OrderResult& result : market.results()) {
    const ProsumerId prosumer{result.order.owner};
    if (result.fill.side == market::Side::kSell) {
      sales_[prosumer].energy_kwh += result.fill.quantity_kwh;
      sales_[prosumer].stored_kwh += result.fill.stored_kwh;
      continue;
    }
    residuals_[prosumer] = game::after_buying(residuals_[prosumer], result.fill.quantity_kwh);
  }
}

}  // namespace peerwatt::agents
