#include "agents/follower_replay.hpp"

namespace peerwatt::agents {
namespace {

market::MechanismParameters parameters_of(const scenario::MarketSettings& market,
                                          const Community& community) {
  market::MechanismParameters parameters = scenario::mechanism_parameters(market);
  parameters.classes = community.class_handling();
  return parameters;
}

// An order book is not replayed; something has to stand there.
market::MechanismId call_rule(market::MechanismId rule) {
  return market::entry(rule).role == market::Role::kContinuous ? market::MechanismId::kNone : rule;
}

}  // namespace

FollowerReplay::FollowerReplay(const Community& community, const Households& households,
                               const OrderTerms& terms, const scenario::MarketSettings& market,
                               std::vector<Duration> order_delays)
    : community_{community},
      households_{households},
      terms_{terms},
      order_delays_{std::move(order_delays)},
      market_{call_rule(market.mechanism), parameters_of(market, community)} {
  for (std::uint32_t prosumer = 0; prosumer < community.size(); ++prosumer) {
    const std::uint32_t zone = community.zones[prosumer].index();
    if (members_.size() <= zone) members_.resize(zone + 1);
    members_[zone].push_back(prosumer);
  }
}

std::span<const game::ResidualDemand> FollowerReplay::before_trade(const Prices& prices) {
  residuals_.clear();
  for (std::uint32_t prosumer = 0; prosumer < community_.size(); ++prosumer) {
    residuals_.push_back(households_.residual(prosumer, prices.base));
  }
  return residuals_;
}

std::span<const game::ResidualDemand> FollowerReplay::after_trade(const Prices& prices) {
  before_trade(prices);
  if (!terms_.anyone_trades()) return residuals_;
  for (const std::vector<std::uint32_t>& members : members_) trade_in(members, prices);
  return residuals_;
}

// The markets of a zone: one, of all its members.
void FollowerReplay::trade_in(std::span<const std::uint32_t> members, const Prices& prices) {
  clear(members, prices);
}

void FollowerReplay::clear(std::span<const std::uint32_t> traders, const Prices& prices) {
  const RoundId round{};  // matters to lots only
  market_.open(round);
  for (const std::uint32_t prosumer : traders) {
    const SimTime arrival = SimTime{} + order_delays_[prosumer];
    terms_.for_each_order(prosumer, round, prices, [&](const OrderMessage& order) {
      market_.take(prosumer, arrival, order);
    });
  }
  market_.close(prices);
  for (const OrderResult& result : market_.results()) {
    if (result.award.side != market::Side::kBuy) continue;
    game::ResidualDemand& residual = residuals_[result.prosumer];
    residual = game::after_buying(residual, result.award.quantity_kwh);
  }
}

}  // namespace peerwatt::agents
