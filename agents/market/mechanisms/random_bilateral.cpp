#include "agents/market/mechanisms/random_bilateral.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace peerwatt::market {

void RandomBilateral::settle(const CallMarket& market, const EfficientAllocation& efficient,
                             Stage& stage) {
  if (!efficient.trades()) return;
  line_up(market.asks, Side::kSell, sellers_);
  line_up(market.bids, Side::kBuy, buyers_);
  meet_all(stage);
  sum_up_pairs(sellers_, buyers_, efficient.max_welfare(), stage);
}

// Lets every buyer meet the sellers in its window of the ring, [at, at + reach). Invariant: `near`
// lists, in order, the places of the window whose sellers have something left. When the window
// moves on by one place, one place is added and those before the new begin, or sold out, are
// dropped.
void RandomBilateral::meet_all(Stage& stage) {
  const std::size_t places = std::max(sellers_.size(), buyers_.size());
  const std::size_t reach = std::min(kMeetings, places);
  std::array<std::size_t, kMeetings> near{};  // places of the window where somebody still sells
  std::size_t count = 0;
  std::size_t next = 0;
  for (std::size_t at = 0; at < buyers_.size(); ++at) {
    for (; next < at + reach; ++next) {
      const std::size_t place = next < places ? next : next - places;
      if (place < sellers_.size() && !sellers_[place].is_done()) near[count++] = next;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t place = near[i];
      Trader& seller = sellers_[place < places ? place : place - places];
      meet(seller, buyers_[at], stage);
      near[kept] = place;
      kept += place > at && !seller.is_done() ? 1 : 0;
    }
    count = kept;
  }
}

// Lists the orders of a side by random draw of their owner; those of equal draw by owner, then best
// first. O(n).
void RandomBilateral::line_up(std::span<const Order> orders, Side side,
                              std::vector<Trader>& traders) {
  by_draw_.clear();
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (orders[i].quantity_kwh > 0) by_draw_.push_back(keyed(orders[i].random_draw, i));
  }
  sort_.sort(by_draw_);
  const double sign = merit(1, side);
  sort_equal_keys(by_draw_, [&](KeyedPlace a, KeyedPlace b) {
    const auto rank = [&](KeyedPlace item) {
      const Order& order = orders[place_of(item)];
      return std::tuple{order.owner, sign * order.limit_price, order.arrival, order.quantity_kwh,
                        place_of(item)};
    };
    return rank(a) < rank(b);
  });
  traders.clear();
  for (const KeyedPlace item : by_draw_) {
    const Order& order = orders[place_of(item)];
    traders.push_back(make_trader(order, place_of(item), order.quantity_kwh));
  }
}

void RandomBilateral::meet(Trader& seller, Trader& buyer, Stage& stage) const {
  if (buyer.is_done()) return;
  if (seller.limit_price > buyer.limit_price || seller.owner == buyer.owner) return;
  trade(seller, buyer, std::min(seller.unfilled_kwh, buyer.unfilled_kwh), price(seller, buyer),
        stage);
}

double RandomBilateral::price(const Trader& seller, const Trader& buyer) const {
  const double ask = seller.limit_price;
  const double bid = buyer.limit_price;
  if (price_ == PairPrice::kMidpoint) return ask / 2 + bid / 2;
  // A combination of the two draws modulo 2^32. It is uniform if either draw is, as the factor is
  // odd and so the multiplication a permutation.
  const std::uint32_t drawn = seller.random_draw + 0x9E3779B9u * buyer.random_draw;
  return std::clamp(ask + 0x1p-32 * drawn * (bid - ask), ask, bid);
}

}  // namespace peerwatt::market
