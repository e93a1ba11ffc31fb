#include "agents/prosumers/order_terms.hpp"

#include <algorithm>

#include "engine/core/random.hpp"

#include "agents/bidding/reservation_catalogue.hpp"
#include "agents/market/mechanisms/pool_trade.hpp"

namespace peerwatt::agents {

OrderTerms::OrderTerms(const Community& community, const Households& households,
                       const scenario::MarketSettings& market, std::uint64_t seed)
    : community_{community},
      households_{households},
      mechanism_{market::entry(market.mechanism)},
      is_randomized_{market.is_randomized()},
      sources_apart_{mechanism_.role != market::Role::kContinuous},
      seed_{seed} {}

double OrderTerms::reservation_price(ProsumerId prosumer, const Prices& prices) const {
  return bidding::reservation_price(community_.reservation[prosumer],
                                    {prices.feed_in, prices.sell});
}

OrderMessage OrderTerms::blank(ProsumerId prosumer, RoundId round, const Prices& prices) const {
  OrderMessage message{.round = round};
  message.order.owner = prosumer.index();
  message.order.limit_price = reservation_price(prosumer, prices);
  if (is_randomized_) message.order.random_draw = random_draw(prosumer, round);
  return message;
}

OrderMessage OrderTerms::offer(ProsumerId prosumer, RoundId round, const Prices& prices,
                               Offer offer) const {
  OrderMessage message = blank(prosumer, round, prices);
  message.side = market::Side::kSell;
  message.energy = offer.energy;
  message.order.quantity_kwh = message.pool_quantity_kwh = offer.kwh;
  return message;
}

OrderMessage OrderTerms::bid(ProsumerId prosumer, RoundId round, const Prices& prices) const {
  OrderMessage message = blank(prosumer, round, prices);
  const game::ResidualDemand demand = households_.residual(prosumer, prices.base);
  message.order.quantity_kwh = demand.quantity_kwh(message.order.limit_price);
  message.pool_quantity_kwh = demand.quantity_kwh(highest_pool_price(prices));
  message.premiums = community_.premiums[prosumer];
  message.local_premium =
      std::min(community_.local_premium[prosumer], prices.sell - message.order.limit_price);
  return message;
}

// What a buyer states must be worth the price to it, whatever the price will be.
double OrderTerms::highest_pool_price(const Prices& prices) const {
  return mechanism_.pool_price == market::PoolPrice::kSell
             ? prices.sell
             : market::mid_market_price(prices.sell, prices.feed_in);
}

// The same number for all orders of a prosumer in a round.
std::uint32_t OrderTerms::random_draw(ProsumerId prosumer, RoundId round) const {
  constexpr std::uint32_t kRoundsPerSlot = 4096;
  const auto draw = static_cast<std::uint32_t>(round.slot) * kRoundsPerSlot +
                    static_cast<std::uint32_t>(round.round) % kRoundsPerSlot;
  return random_bits({seed_, Purpose::kMarket, community_.identities[prosumer], draw})[0];
}

}  // namespace peerwatt::agents
