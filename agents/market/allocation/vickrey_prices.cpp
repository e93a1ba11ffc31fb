#include "agents/market/allocation/vickrey_prices.hpp"

#include <algorithm>

#include "engine/core/summation.hpp"

#include "agents/market/allocation/merit_order.hpp"

namespace peerwatt::market {
namespace {

// Returns the part of an order that can replace energy on the side `lost`. For energy that is no
// longer bought, bids take it or asks withdraw, the highest price first; for energy that is no
// longer sold, asks deliver it or bids withdraw, the lowest first. No owner's net position exceeds
// `most_kwh`, so that no more of an offer counts.
Offer replacement(const Holding& holding, Side lost, double middle, double most_kwh) {
  return {merit(holding.limit_price - middle, lost),
          std::min(most_kwh, holding.side == lost ? holding.rest_kwh : holding.filled_kwh)};
}

double traded(std::span<const Holding> owner, Side side) {
  double kwh = 0;
  for (const Holding& each : owner) kwh += each.side == side ? each.filled_kwh : 0.0;
  return kwh;
}

}  // namespace

void VickreyPrices::settle(const CallMarket& market, const EfficientAllocation& efficient,
                           Stage& stage) {
  lowest_ = efficient.asks().marginal_price();
  highest_ = efficient.bids().marginal_price();
  best_ask_ = merit(best_merit(market.asks, Side::kSell), Side::kSell);
  best_bid_ = merit(best_merit(market.bids, Side::kBuy), Side::kBuy);
  middle_ = lowest_ / 2 + highest_ / 2;
  most_kwh_ = efficient.asks().book().most_kwh();
  holdings_.group(market, 2 * most_kwh_);
  build_ladders(market, stage, efficient.asks().book().quanta_per_kwh());
  stage.prices = {highest_, lowest_};  // no price is lower, or higher
  holdings_.for_each_owner(market, stage, [&](Owner owner) { pay(owner, stage); });
  stage.paid = accurate_sum(stage.bids.money);
  stage.earned = accurate_sum(stage.asks.money);
}

void VickreyPrices::pay(Owner owner, Stage& stage) {
  const Prices its = prices(owner);
  for (const Holding& each : owner) {
    if (each.filled_kwh <= 0) continue;
    const double price = each.side == Side::kSell ? its.seller : its.buyer;
    Fills& fills = each.side == Side::kSell ? stage.asks : stage.bids;
    fills.money[each.place] = each.filled_kwh * price;
    stage.prices.least = std::min(stage.prices.least, price);
    stage.prices.most = std::max(stage.prices.most, price);
  }
}

// Builds both ladders. They must reach as deep as the largest net position and past all offers of
// its owner.
void VickreyPrices::build_ladders(const CallMarket& market, const Stage& stage,
                                  double quanta_per_kwh) {
  unbought_.open(holdings_.most_wanted(), quanta_per_kwh);
  unsold_.open(holdings_.most_offered(), quanta_per_kwh);
  const auto add = [&](const Holding& each) {
    unbought_.add(replacement(each, Side::kBuy, middle_, most_kwh_));
    unsold_.add(replacement(each, Side::kSell, middle_, most_kwh_));
  };
  for (std::size_t i = 0; i < market.asks.size(); ++i) add(ask_holding(market, stage, i));
  for (std::size_t j = 0; j < market.bids.size(); ++j) add(bid_holding(market, stage, j));
  unbought_.close();
  unsold_.close();
}

// A net buyer of d = bought - sold kWh pays (middle*sold + sum of the prices of its d kWh)/bought.
// Ladders hold prices less the middle, with the sign of the merit, so that this is middle -
// sum/bought; a net seller earns middle + sum/sold.
VickreyPrices::Prices VickreyPrices::prices(Owner owner) {
  const double bought = traded(owner, Side::kBuy);
  const double sold = traded(owner, Side::kSell);
  Prices prices{middle_, middle_};
  if (bought > sold) {
    const double others = unbought_.sum(bought - sold, own_replacements(owner, Side::kBuy));
    prices.buyer = std::clamp(middle_ - others / bought, best_ask_, highest_);
  } else if (sold > bought) {
    const double others = unsold_.sum(sold - bought, own_replacements(owner, Side::kSell));
    prices.seller = std::clamp(middle_ + others / sold, lowest_, best_bid_);
  }
  return prices;
}

std::span<const Offer> VickreyPrices::own_replacements(Owner owner, Side lost) {
  own_.clear();
  for (const Holding& each : owner) {
    const Offer offer = replacement(each, lost, middle_, most_kwh_);
    if (offer.quantity_kwh > 0) own_.push_back(offer);
  }
  std::sort(own_.begin(), own_.end(),
            [](const Offer& a, const Offer& b) { return a.merit < b.merit; });
  return own_;
}

}  // namespace peerwatt::market
