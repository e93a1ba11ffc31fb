#include "tests/property/market_reference.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <tuple>

#include "engine/core/random.hpp"

namespace peerwatt::market {
namespace {

double random_number(std::uint64_t seed, std::uint32_t draw) {
  return uniform({.seed = seed, .purpose = Purpose::kMarket, .owner = 77, .draw = draw});
}

double random_quantity(std::uint64_t seed, std::uint32_t draw) {
  const double number = random_number(seed, draw);
  if (number < 0.05) return 0;
  return has_exact_quantities(seed) ? std::ceil(number * 40) / 8 : std::pow(10, 6 * number - 3);
}

double random_price(std::uint64_t seed, std::uint32_t draw) {
  const double number = random_number(seed, draw);
  if (seed % 5 == 0) return 0.2;
  return seed % 3 == 0 ? 0.05 * std::floor(number * 8) : number;
}

std::vector<std::size_t> by_merit(const std::vector<Order>& orders, double sign) {
  std::vector<std::size_t> rank(orders.size());
  std::iota(rank.begin(), rank.end(), std::size_t{0});
  std::sort(rank.begin(), rank.end(), [&](std::size_t a, std::size_t b) {
    const double left = sign * orders[a].limit_price, right = sign * orders[b].limit_price;
    return std::tie(left, orders[a].arrival, orders[a].owner) <
           std::tie(right, orders[b].arrival, orders[b].owner);
  });
  return rank;
}

// Takes the same from all who have something left, as often as needed.
void share_excess(std::vector<double>& kept, double excess) {
  while (excess > 1e-13) {
    const auto left = std::count_if(kept.begin(), kept.end(), [](double q) { return q > 0; });
    double taken = 0;
    for (double& quantity : kept) {
      const double cut = std::min(quantity, excess / static_cast<double>(left));
      quantity -= cut;
      taken += cut;
    }
    if (!(taken > 0)) return;
    excess -= taken;
  }
}

// The first `count` of the ranking share `volume`, the others get nothing.
void share(const std::vector<Order>& orders, const std::vector<std::size_t>& rank,
           std::size_t count, double volume, std::vector<double>& filled) {
  std::vector<double> kept;
  for (std::size_t i = 0; i < count; ++i) kept.push_back(orders[rank[i]].quantity_kwh);
  share_excess(kept, std::accumulate(kept.begin(), kept.end(), 0.0) - volume);
  std::fill(filled.begin(), filled.end(), 0.0);
  for (std::size_t i = 0; i < count; ++i) filled[rank[i]] = kept[i];
}

// The one price at which supply meets demand: orders with something unfilled bound it.
double clearing_price(const Book& book, const Cleared& efficient, PriceRange marginal, double k) {
  auto [least, most] = marginal;
  for (std::size_t i = 0; i < book.bids.size(); ++i) {
    const Order& bid = book.bids[i];
    if (efficient.bought[i] < bid.quantity_kwh) least = std::max(least, bid.limit_price);
  }
  for (std::size_t i = 0; i < book.asks.size(); ++i) {
    const Order& ask = book.asks[i];
    if (efficient.sold[i] < ask.quantity_kwh) most = std::min(most, ask.limit_price);
  }
  return least + k * (most - least);
}

Cleared priced(Cleared efficient, double price) {
  efficient.outcome.price_seller = price;
  efficient.outcome.price_buyer = price;
  return efficient;
}

double sum_of_first(const std::vector<Order>& orders, const std::vector<std::size_t>& rank,
                    std::size_t count) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += orders[rank[i]].quantity_kwh;
  return sum;
}

}  // namespace

bool has_exact_quantities(std::uint64_t seed) {
  return seed % 4 != 0;
}

Book random_book(std::uint64_t seed) {
  Book book;
  const auto count =
      static_cast<std::uint32_t>(1 + 50 * static_cast<double>(seed % 7) * random_number(seed, 0));
  const double share_of_asks = random_number(seed, 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Order order{random_quantity(seed, 10 + 4 * i), random_price(seed, 11 + 4 * i),
                      static_cast<std::int64_t>(3 * random_number(seed, 12 + 4 * i)), i};
    const bool is_ask = random_number(seed, 13 + 4 * i) < share_of_asks;
    (is_ask ? book.asks : book.bids).push_back(order);
  }
  return book;
}

Cleared clear(const Book& book, const Rule& rule) {
  Clearing clearing;
  make_mechanism(rule.id, rule.parameters)->clear({book.asks, book.bids, {}, {}}, clearing);
  const Stage& stage = clearing.stages().front();
  return {.outcome = {.volume_kwh = stage.volume_kwh,
                      .price_seller = stage.price_seller.value_or(0),
                      .price_buyer = stage.price_buyer.value_or(0),
                      .welfare = stage.welfare,
                      .max_welfare = clearing.max_welfare},
          .sold = stage.asks.quantity_kwh,
          .bought = stage.bids.quantity_kwh};
}

Cleared clear_plainly(const Book& book, const Rule& rule) {
  const auto& [asks, bids] = book;
  const std::vector<std::size_t> a = by_merit(asks, 1), b = by_merit(bids, -1);
  Cleared efficient{{}, std::vector<double>(asks.size()), std::vector<double>(bids.size())};
  std::size_t last_ask = asks.size(), last_bid = bids.size();
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Order &ask = asks[a[i]], &bid = bids[b[j]];
    if (ask.limit_price > bid.limit_price) break;
    const double traded = std::min(ask.quantity_kwh - efficient.sold[a[i]],
                                   bid.quantity_kwh - efficient.bought[b[j]]);
    efficient.sold[a[i]] += traded;
    efficient.bought[b[j]] += traded;
    efficient.outcome.volume_kwh += traded;
    efficient.outcome.max_welfare += traded * (bid.limit_price - ask.limit_price);
    if (traded > 0) std::tie(last_ask, last_bid) = std::tuple{i, j};
    const bool ask_used_up = efficient.sold[a[i]] == ask.quantity_kwh;
    if (efficient.bought[b[j]] == bid.quantity_kwh) ++j;
    if (ask_used_up) ++i;
  }
  if (last_ask == asks.size()) return efficient;
  const double low = asks[a[last_ask]].limit_price, high = bids[b[last_bid]].limit_price;
  const double k = rule.parameters.k;
  if (rule.id == MechanismId::kKPricing) return priced(efficient, k * high + (1 - k) * low);
  if (rule.id == MechanismId::kPayAsClear) {
    return priced(efficient, clearing_price(book, efficient, {low, high}, k));
  }
  efficient.outcome.volume_kwh =
      std::min(sum_of_first(asks, a, last_ask), sum_of_first(bids, b, last_bid));
  efficient.outcome.price_seller = low;
  efficient.outcome.price_buyer = high;
  share(asks, a, last_ask, efficient.outcome.volume_kwh, efficient.sold);
  share(bids, b, last_bid, efficient.outcome.volume_kwh, efficient.bought);
  return efficient;
}

}  // namespace peerwatt::market
