#include "tools/verification/checks/follower_checks.hpp"

#include <algorithm>

#include "agents/market/mechanisms/pool_trade.hpp"
#include "agents/market/ticks.hpp"

#include "tools/verification/replay/position.hpp"

namespace peerwatt::verification {

FollowerChecks::FollowerChecks(const RunFacts& facts)
    : facts_{facts},
      mechanism_{*market::find_mechanism(facts.rules.mechanism)},
      residual_{"followers: residual purchase", facts.tolerance()},
      elastic_{"followers: elastic purchase", facts.tolerance()},
      reservation_{"followers: reservation price", facts.tolerance()},
      wants_{"followers: no more than wanted", facts.tolerance()} {}

void FollowerChecks::look_at(const Slot& slot) {
  if (!slot.has_agents) return;
  const recording::SystemRecord& s = slot.record.system;
  const double pool_price = mechanism_.pool_price == market::PoolPrice::kSell
                                ? s.price_sell
                                : market::mid_market_price(s.price_sell, s.price_feed_in);
  elastic_kwh_ = elastic_scale_ = 0;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) look_at_prosumer(slot, i, pool_price);
  elastic_.measure(s.prosumer_supply_elastic_kwh - elastic_kwh_, elastic_scale_,
                   {.slot = slot.index()});
  for (Check* check : {&residual_, &elastic_, &reservation_, &wants_}) check->count_slot();
}

void FollowerChecks::look_at_prosumer(const Slot& slot, std::size_t i, double pool_price) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  const recording::SystemRecord& s = slot.record.system;
  const Where where{.slot = slot.index(), .prosumer = static_cast<std::int64_t>(i)};
  const Position before = position_of(facts_, slot, i);
  const Position left = before.after_buying(p.p2p_bought_kwh[i]);
  const double scale = before.scale(p.load_kwh[i], s.price_sell);
  residual_.measure(p.grid_bought_kwh[i] - left.want(s.price_sell), scale, where);
  elastic_kwh_ += left.elastic(s.price_sell);
  elastic_scale_ += scale;
  const double reservation = market::on_tick(
      s.price_feed_in + facts_.prosumers.reservation_lambda[i] * (s.price_sell - s.price_feed_in));
  reservation_.equal(p.reservation_price[i], reservation, where);

  const double at_limit = before.want(reservation);
  const double at_pool_price = before.want(pool_price);
  const bool has_pool = mechanism_.role == market::Role::kPool;
  const double in_auctions = has_pool ? 0.0 : at_limit;
  const auto at_most = [&](double kwh, double limit) {
    wants_.measure(std::max(0.0, kwh - limit), scale + p.surplus_kwh[i], where);
  };
  at_most(p.auction_bought_kwh[i], facts_.rules.levels == 0 ? in_auctions : at_limit);
  at_most(p.p2p_bought_kwh[i], std::max(at_limit, at_pool_price));
  at_most(p.p2p_sold_kwh[i], p.surplus_kwh[i]);
  at_most(p.auction_bought_kwh[i], p.p2p_bought_kwh[i]);
  at_most(p.auction_sold_kwh[i], p.p2p_sold_kwh[i]);
}

void FollowerChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&residual_, &elastic_, &reservation_, &wants_}) receive(*check);
}

}  // namespace peerwatt::verification
