#include "tools/bench/reference_scheme/zone_auction.hpp"

#include <algorithm>
#include <numeric>

namespace peerwatt::bench {
namespace {

double elastic_quantity(const Columns& columns, std::uint32_t i, double base, double price) {
  const double kwh = wanted(columns.slot.flexible[i], columns.kept.choke_price[i], base, price) -
                     columns.slot.served[i];
  return kwh > kNothing ? kwh : 0.0;
}

// The equal reduction c with sum of max(0, kwh - c) = total, found by leaving out, again and again,
// the orders that are smaller than it.
double equal_reduction(std::span<const RowOrder* const> orders, double sum, double total) {
  double reduction = 0;
  auto left = static_cast<std::ptrdiff_t>(orders.size()), before = left + 1;
  while (left > 0 && left < before) {
    before = left;
    reduction += (sum - total) / static_cast<double>(left);
    sum = 0;
    left = 0;
    for (const RowOrder* order : orders) {
      sum += std::max(0.0, order->kwh - reduction);
      left += order->kwh > reduction ? 1 : 0;
    }
  }
  return reduction;
}

}  // namespace

void make_orders(const Columns& columns, Rows rows, const TariffPrices& prices,
                 std::vector<RowOrder>& orders) {
  std::array<double, kZoneRows> limit{}, at_limit{}, at_mid{};
#pragma GCC ivdep
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    const std::uint32_t k = i - rows.begin;
    limit[k] = prices.feed_in + columns.kept.lambda[i] * (prices.sell - prices.feed_in);
    at_limit[k] = columns.slot.inflexible[i] + elastic_quantity(columns, i, prices.base, limit[k]);
    at_mid[k] =
        columns.slot.inflexible[i] + elastic_quantity(columns, i, prices.base, prices.mid());
  }
  orders.clear();
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    const std::uint32_t k = i - rows.begin;
    const double surplus = columns.slot.surplus[i];
    if (surplus > 0) {
      orders.push_back({surplus, limit[k], surplus, i, true});
    } else if (at_limit[k] > 0 || at_mid[k] > 0) {
      orders.push_back({at_limit[k], limit[k], at_mid[k], i, false});
    }
  }
}

ZoneAuction::ZoneAuction(std::uint32_t first_row) : first_row_{first_row} {
  std::iota(ranked_.begin(), ranked_.end(), std::uint16_t{0});
}

void ZoneAuction::rank(std::span<const RowOrder> orders) {
  order_of_.fill(nullptr);
  for (const RowOrder& order : orders) {
    limits_[order.row - first_row_] = order.limit;
    order_of_[order.row - first_row_] = &order;
  }
  for (std::size_t i = 1; i < ranked_.size(); ++i) {
    const std::uint16_t member = ranked_[i];
    std::size_t at = i;
    for (; at > 0 && limits_[ranked_[at - 1]] > limits_[member]; --at)
      ranked_[at] = ranked_[at - 1];
    ranked_[at] = member;
  }
}

void ZoneAuction::split(Side& bids, Side& asks) const {
  for (std::size_t i = 0; i < ranked_.size(); ++i) {
    const RowOrder* cheap = order_of_[ranked_[i]];
    if (cheap != nullptr && cheap->sells) asks.orders[asks.count++] = cheap;
    const RowOrder* dear = order_of_[ranked_[ranked_.size() - 1 - i]];
    if (dear != nullptr && !dear->sells) bids.orders[bids.count++] = dear;
  }
}

// Walks down both sides as far as bids cover asks.
void ZoneAuction::match(Side& bids, Side& asks) {
  double ask_left = asks.count > 0 ? asks.orders[0]->kwh : 0.0;
  double bid_left = bids.count > 0 ? bids.orders[0]->kwh : 0.0;
  int a = 0, b = 0;
  while (a < asks.count && b < bids.count && asks.orders[a]->limit <= bids.orders[b]->limit) {
    const double traded = std::min(ask_left, bid_left);
    if (traded > 0) {
      asks.marginal = a;
      bids.marginal = b;
      ask_left -= traded;
      bid_left -= traded;
    }
    if (ask_left <= 0) ask_left = ++a < asks.count ? asks.orders[a]->kwh : 0.0;
    if (bid_left <= 0) bid_left = ++b < bids.count ? bids.orders[b]->kwh : 0.0;
  }
}

// The orders better than the marginal one share the volume, and all of the side the rest.
void ZoneAuction::Side::fill(double volume) {
  const std::span<const RowOrder* const> trading =
      std::span{orders}.first(static_cast<std::size_t>(std::max(0, marginal)));
  double offered = 0;
  for (const RowOrder* order : trading) offered += order->kwh;
  const double reduction = offered > volume ? equal_reduction(trading, offered, volume) : 0.0;
  if (marginal >= 0) price = orders[marginal]->limit;
  for (int i = 0; i < count; ++i) {
    const bool trades = i < marginal && volume > 0;
    filled[i] = trades ? std::max(0.0, orders[i]->kwh - reduction) : 0.0;
    rest += std::max(0.0, orders[i]->pool_kwh - filled[i]);
  }
}

void ZoneAuction::award(const Side& side, double sign, double pool, const TariffPrices& prices,
                        SlotColumns& out, ZoneSums& sums) {
  const double share = side.rest > 0 ? pool / side.rest : 0.0;
  for (int i = 0; i < side.count; ++i) {
    const RowOrder& order = *side.orders[i];
    const double auction = side.filled[i];
    const double pooled = share * std::max(0.0, order.pool_kwh - auction);
    const double money = auction * side.price + pooled * prices.mid();
    out.award_kwh[order.row] = sign * (auction + pooled);
    out.award_auction[order.row] = sign * auction;
    out.award_money[order.row] = sign * money;
    (sign > 0 ? sums.paid : sums.earned) += money;
    sums.welfare += sign * auction * order.limit;
  }
}

void ZoneAuction::clear(std::span<const RowOrder> orders, const TariffPrices& prices,
                        SlotColumns& out, ZoneSums& sums) {
  for (std::vector<double>* column : {&out.award_kwh, &out.award_auction, &out.award_money}) {
    std::fill_n(column->begin() + first_row_, kZoneRows, 0.0);
  }
  sums.volume = sums.auction_volume = sums.paid = sums.earned = sums.welfare = 0;
  if (std::ranges::none_of(orders, &RowOrder::sells)) return;
  rank(orders);
  Side bids, asks;
  split(bids, asks);
  match(bids, asks);
  const auto offered = [](const Side& side) {
    double kwh = 0;
    for (int i = 0; i < side.marginal; ++i) kwh += side.orders[i]->kwh;
    return kwh;
  };
  const double volume = std::min(offered(bids), offered(asks));
  bids.fill(volume);
  asks.fill(volume);
  const double pool = std::min(bids.rest, asks.rest);
  award(bids, 1, pool, prices, out, sums);
  award(asks, -1, pool, prices, out, sums);
  sums.volume = volume + pool;
  sums.auction_volume = volume;
}

}  // namespace peerwatt::bench
