#include "agents/market/vickrey_prices.hpp"

#include <algorithm>

namespace peerwatt::market {
namespace {

// What can make up for energy that somebody else no longer buys: bids take it, or asks withdraw,
// the highest price first. For what is no longer sold: asks deliver it, or bids withdraw, the
// lowest first.
template <class Holding>
Offer replacement(const Holding& holding, Side lost) {
  return {merit(holding.above_middle, lost),
          holding.side == lost ? holding.rest_kwh : holding.filled_kwh};
}

}  // namespace

void VickreyPrices::settle(const CallMarket& market, const EfficientAllocation& efficient,
                           Stage& stage) {
  const double lowest = efficient.asks().marginal_price();
  const double highest = efficient.bids().marginal_price();
  const double middle = lowest / 2 + highest / 2;
  gather(market, stage, middle);
  build_ladders(efficient.asks().book().quanta_per_kwh());
  for_each_owner([&](Owner owner) {
    const Prices above = prices(owner);
    const double price_buyer = std::min(middle + above.buyer, highest);
    const double price_seller = std::max(middle + above.seller, lowest);
    for (const Holding& holding : owner) {
      if (holding.side == Side::kSell) {
        stage.asks.money[holding.place] = price_seller * holding.filled_kwh;
      } else {
        stage.bids.money[holding.place] = price_buyer * holding.filled_kwh;
      }
    }
  });
}

void VickreyPrices::gather(const CallMarket& market, const Stage& stage, double middle) {
  by_owner_.clear();
  for (const std::span<const Order> orders : {market.asks, market.bids}) {
    for (const Order& order : orders) by_owner_.push_back(keyed(order.owner, by_owner_.size()));
  }
  sort_.sort(by_owner_);
  holdings_.resize(by_owner_.size());
  const std::size_t asks = market.asks.size();
  for (std::size_t i = 0; i < holdings_.size(); ++i) {
    const std::size_t number = place_of(by_owner_[i]);
    const Side side = number < asks ? Side::kSell : Side::kBuy;
    const std::size_t place = side == Side::kSell ? number : number - asks;
    const Order& order = side == Side::kSell ? market.asks[place] : market.bids[place];
    const Fills& fills = side == Side::kSell ? stage.asks : stage.bids;
    holdings_[i] = {.above_middle = order.limit_price - middle,
                    .filled_kwh = fills.quantity_kwh[place],
                    .rest_kwh = order.quantity_kwh - fills.quantity_kwh[place],
                    .owner = order.owner,
                    .place = static_cast<std::uint32_t>(place),
                    .side = side};
  }
}

template <class Visit>
void VickreyPrices::for_each_owner(Visit&& visit) const {
  for (std::size_t first = 0; first < holdings_.size();) {
    std::size_t last = first + 1;
    while (last < holdings_.size() && holdings_[last].owner == holdings_[first].owner) ++last;
    visit(Owner{holdings_}.subspan(first, last - first));
    first = last;
  }
}

// They must reach as deep as the largest net position, past all offers of its owner.
void VickreyPrices::build_ladders(double quanta_per_kwh) {
  unbought_.clear();
  unsold_.clear();
  for (const Holding& holding : holdings_) {
    unbought_.add(replacement(holding, Side::kBuy));
    unsold_.add(replacement(holding, Side::kSell));
  }
  double most_wanted = 0;
  double most_offered = 0;
  for_each_owner([&](Owner owner) {
    const Position its = position(owner);
    if (its.bought_kwh > its.sold_kwh) most_wanted = std::max(most_wanted, its.wanted_kwh);
    if (its.sold_kwh > its.bought_kwh) most_offered = std::max(most_offered, its.offered_kwh);
  });
  unbought_.build(most_wanted, quanta_per_kwh);
  unsold_.build(most_offered, quanta_per_kwh);
}

VickreyPrices::Position VickreyPrices::position(Owner owner) {
  Position position;
  for (const Holding& holding : owner) {
    const bool sells = holding.side == Side::kSell;
    (sells ? position.sold_kwh : position.bought_kwh) += holding.filled_kwh;
    (sells ? position.offered_kwh : position.wanted_kwh) += holding.filled_kwh + holding.rest_kwh;
  }
  return position;
}

VickreyPrices::Prices VickreyPrices::prices(Owner owner) {
  const Position its = position(owner);
  const double net = its.bought_kwh - its.sold_kwh;
  if (net > 0) {
    return {.buyer = -unbought_.sum(net, own_replacements(owner, Side::kBuy)) / its.bought_kwh};
  }
  if (net < 0) {
    return {.seller = unsold_.sum(-net, own_replacements(owner, Side::kSell)) / its.sold_kwh};
  }
  return {};
}

std::span<const Offer> VickreyPrices::own_replacements(Owner owner, Side lost) {
  own_.clear();
  for (const Holding& holding : owner) {
    const Offer offer = replacement(holding, lost);
    if (offer.quantity_kwh > 0) own_.push_back(offer);
  }
  std::sort(own_.begin(), own_.end(),
            [](const Offer& a, const Offer& b) { return a.merit < b.merit; });
  return own_;
}

}  // namespace peerwatt::market
