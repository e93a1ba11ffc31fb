#include "agents/prosumers/order_terms.hpp"

#include <algorithm>

#include "engine/core/random.hpp"

#include "agents/market/mechanisms/pool_trade.hpp"
#include "agents/market/ticks.hpp"

namespace peerwatt::agents {

OrderTerms::OrderTerms(const Community& community, const Households& households,
                       const scenario::MarketSettings& market, std::uint64_t seed)
    : community_{community},
      households_{households},
      mechanism_{market::entry(market.mechanism)},
      is_randomized_{market.is_randomized()},
      sources_apart_{mechanism_.role != market::Role::kContinuous},
      seed_{seed} {}

// The nearest multiple of 1e-9, whichever the side: a seller and a buyer of the same lambda state
// the same price. It is within the grid's prices, which are multiples as well.
double OrderTerms::reservation_price(std::uint32_t prosumer, const Prices& prices) const {
  const double lambda = community_.reservation_lambda[prosumer];
  return market::on_tick(prices.feed_in + lambda * (prices.sell - prices.feed_in));
}

OrderMessage OrderTerms::blank(std::uint32_t prosumer, RoundId round, const Prices& prices) const {
  OrderMessage order{.round = round};
  order.limit_price = reservation_price(prosumer, prices);
  if (is_randomized_) order.random_draw = random_draw(prosumer, round);
  return order;
}

OrderMessage OrderTerms::offer(std::uint32_t prosumer, RoundId round, const Prices& prices,
                               Offer offer) const {
  OrderMessage order = blank(prosumer, round, prices);
  order.side = market::Side::kSell;
  order.energy = offer.energy;
  order.quantity_kwh = order.pool_quantity_kwh = offer.kwh;
  return order;
}

OrderMessage OrderTerms::bid(std::uint32_t prosumer, RoundId round, const Prices& prices) const {
  OrderMessage order = blank(prosumer, round, prices);
  const game::ResidualDemand demand = households_.residual(prosumer, prices.base);
  order.quantity_kwh = demand.quantity_kwh(order.limit_price);
  order.pool_quantity_kwh = demand.quantity_kwh(highest_pool_price(prices));
  order.premiums = community_.premiums[prosumer];
  order.local_premium =
      std::min(community_.local_premium[prosumer], prices.sell - order.limit_price);
  return order;
}

// What a buyer states must be worth the price to it, whatever the price will be.
double OrderTerms::highest_pool_price(const Prices& prices) const {
  return mechanism_.pool_price == market::PoolPrice::kSell
             ? prices.sell
             : market::mid_market_price(prices.sell, prices.feed_in);
}

// The same number for all orders of a prosumer in a round.
std::uint32_t OrderTerms::random_draw(std::uint32_t prosumer, RoundId round) const {
  constexpr std::uint32_t kRoundsPerSlot = 4096;
  const auto draw = static_cast<std::uint32_t>(round.slot) * kRoundsPerSlot +
                    static_cast<std::uint32_t>(round.round) % kRoundsPerSlot;
  return random_bits({seed_, Purpose::kMarket, community_.identities[prosumer], draw})[0];
}

}  // namespace peerwatt::agents
