#include "agents/market/mechanisms/pay_as_bid.hpp"

#include <algorithm>

namespace peerwatt::market {

void PayAsBid::settle(const CallMarket& market, const EfficientAllocation& efficient,
                      Stage& stage) {
  if (!efficient.trades()) return;
  to_sell_.resize(market.asks.size());
  to_buy_.resize(market.bids.size());
  efficient.fill(market, to_sell_, to_buy_);
  line_up(market.asks, Side::kSell, to_sell_, sellers_);
  line_up(market.bids, Side::kBuy, to_buy_, buyers_);
  pair_up(stage);
  sum_up_pairs(sellers_, buyers_, efficient.max_welfare(), stage);
}

void PayAsBid::line_up(std::span<const Order> orders, Side side, std::span<const double> kwh,
                       std::vector<Trader>& traders) {
  traders.clear();
  for (const KeyedPlace item : order_.sort(orders, kwh, side)) {
    const std::uint32_t place = place_of(item);
    traders.push_back(make_trader(orders[place], place, kwh[place]));
  }
}

void PayAsBid::pair_up(Stage& stage) {
  for (std::size_t i = 0, j = 0; i < sellers_.size() && j < buyers_.size();) {
    Trader& seller = sellers_[i];
    Trader& buyer = buyers_[j];
    const double kwh = std::min(seller.unfilled_kwh, buyer.unfilled_kwh);
    if (seller.owner != buyer.owner) {
      trade(seller, buyer, kwh, price(seller, buyer), stage);
    } else {
      keep(seller, kwh);
      keep(buyer, kwh);
    }
    i += seller.is_done() ? 1 : 0;
    j += buyer.is_done() ? 1 : 0;
  }
}

double PayAsBid::price(const Trader& seller, const Trader& buyer) const {
  return price_ == PairPrice::kMidpoint ? seller.limit_price / 2 + buyer.limit_price / 2
                                        : buyer.limit_price;
}

}  // namespace peerwatt::market
