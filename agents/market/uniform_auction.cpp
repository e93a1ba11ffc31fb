#include "agents/market/uniform_auction.hpp"

namespace peerwatt::market {
namespace {

void pay(Fills& fills, double price) {
  for (std::size_t i = 0; i < fills.money.size(); ++i) {
    fills.money[i] = price * fills.quantity_kwh[i];
  }
}

}  // namespace

UniformAuction::UniformAuction(AuctionParameters parameters)
    : id_{parameters.rule == PricingRule::kKPricing ? MechanismId::kKPricing
                                                    : MechanismId::kTradeReduction},
      auction_{parameters} {}

void UniformAuction::clear(const CallMarket& market, Clearing& clearing) {
  clearing.clear();
  Stage& stage = clearing.add_stage(id_, market);
  const AuctionOutcome outcome =
      auction_.clear(market.asks, market.bids, stage.asks.quantity_kwh, stage.bids.quantity_kwh);
  clearing.max_welfare = outcome.max_welfare;
  if (outcome.volume_kwh <= 0) return;
  pay(stage.asks, outcome.price_seller);
  pay(stage.bids, outcome.price_buyer);
  stage.volume_kwh = outcome.volume_kwh;
  stage.paid = outcome.volume_kwh * outcome.price_buyer;
  stage.earned = outcome.volume_kwh * outcome.price_seller;
  stage.welfare = outcome.welfare;
  stage.prices = {outcome.price_seller, outcome.price_buyer};
  stage.price_seller = outcome.price_seller;
  stage.price_buyer = outcome.price_buyer;
}

}  // namespace peerwatt::market
