#include "agents/market/lie_candidates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "agents/market/ticks.hpp"

namespace peerwatt::market {
namespace {

constexpr std::array kParts{0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0};
constexpr double kBeside = 1e-6;  // of a quantity

void sort_once(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// Sums of the quantities of a side, best orders first, without the order at hand; from 0 on.
std::vector<double> sums_by_merit(const CallMarket& market, Side side, OrderPlace without) {
  const std::span<const Order> all = side == Side::kSell ? market.asks : market.bids;
  std::vector<Order> orders;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (OrderPlace{side, i} != without) orders.push_back(all[i]);
  }
  std::sort(orders.begin(), orders.end(), [side](const Order& a, const Order& b) {
    return std::tuple{merit(a.limit_price, side), a.arrival, a.owner} <
           std::tuple{merit(b.limit_price, side), b.arrival, b.owner};
  });
  std::vector<double> sums{0};
  for (const Order& order : orders) sums.push_back(sums.back() + order.quantity_kwh);
  return sums;
}

}  // namespace

std::vector<double> thinned(std::vector<double> values, std::size_t most) {
  sort_once(values);
  if (values.size() <= most) return values;
  for (std::size_t i = 0; i < most; ++i) {
    values[i] = values[most > 1 ? i * (values.size() - 1) / (most - 1) : 0];
  }
  values.resize(most);
  return values;
}

std::vector<double> candidate_prices(const CallMarket& market, std::size_t most) {
  std::vector<double> prices;
  const auto [sell, feed_in] = market.grid;
  if (sell > feed_in) prices = {feed_in, on_tick((feed_in + sell) / 2), sell};
  for (const std::span<const Order> orders : {market.asks, market.bids}) {
    for (const Order& order : orders) prices.push_back(order.limit_price);
  }
  sort_once(prices);
  std::vector<double> all;
  for (const double price : prices) {
    all.insert(all.end(), {next_tick(price, -1), price, next_tick(price, 1)});
  }
  all = thinned(std::move(all), most);
  std::stable_partition(all.begin(), all.end(), [&](double price) {
    return std::binary_search(prices.begin(), prices.end(), price);
  });
  return all;
}

std::vector<double> candidate_quantities(const CallMarket& market, OrderPlace place,
                                         std::size_t most) {
  const bool sells = place.side == Side::kSell;
  const double own = (sells ? market.asks : market.bids)[place.index].quantity_kwh;
  std::vector<double> quantities;
  for (const double offered : sums_by_merit(market, Side::kSell, place)) {
    for (const double wanted : sums_by_merit(market, Side::kBuy, place)) {
      const double missing = sells ? wanted - offered : offered - wanted;
      if (missing <= 0) continue;
      for (const double beside : {-kBeside, 0.0, kBeside}) {
        quantities.push_back(missing * (1 + beside));
      }
    }
  }
  const std::size_t parts = std::min(most, kParts.size());
  quantities = thinned(std::move(quantities), most - parts);
  for (std::size_t i = 0; i < parts; ++i) quantities.push_back(kParts[i] * own);
  std::erase(quantities, own);
  sort_once(quantities);
  return quantities;
}

}  // namespace peerwatt::market
