#include "tests/property/sample_markets.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/core/random.hpp"

#include "agents/market/ticks.hpp"

namespace peerwatt::market {
namespace {

constexpr GridPrices kGrid{.sell = 0.4, .feed_in = 0.1};

// One order's numbers, looked up by seed and place.
class Draws {
 public:
  Draws(std::uint64_t seed, std::uint64_t order) : seed_{seed}, order_{order} {}
  double next() {
    return uniform(
        {.seed = seed_, .purpose = Purpose::kMarket, .owner = 80 + order_, .draw = draw_++});
  }

 private:
  std::uint64_t seed_;
  std::uint64_t order_;
  std::uint32_t draw_ = 0;
};

double price_at(std::uint64_t seed, double number) {
  if (seed % 11 == 0) return 0.25;
  if (seed % 3 == 0) number = std::floor(number * 7) / 6;
  return on_tick(std::lerp(kGrid.feed_in, kGrid.sell, std::min(number, 1.0)));
}

double quantity_at(std::uint64_t seed, Owners owners, double number) {
  if (owners == Owners::kUnitOrders) return seed % 2 == 0 ? 1 : 0.7;
  if (number < 0.06) return 0;
  return seed % 4 == 0 ? std::pow(10, 6 * number - 3) : std::ceil(number * 40) / 8;
}

std::uint32_t owner_at(Owners owners, std::uint32_t order, std::uint32_t count, double number) {
  return owners == Owners::kAny ? static_cast<std::uint32_t>(number * std::floor(1 + 0.5 * count))
                                : order;
}

std::vector<std::size_t> permutation(std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> places(count);
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::vector<double> keys;
  for (std::size_t i = 0; i < count; ++i) keys.push_back(Draws{seed, 1'000'000 + i}.next());
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  return places;
}

}  // namespace

SampleMarket sample_market(std::uint64_t seed, Owners owners, std::uint32_t most_orders) {
  SampleMarket sample{.grid = kGrid};
  Draws draws{seed, 0};
  const auto count = static_cast<std::uint32_t>(1 + most_orders * draws.next());
  const double share_of_asks = 0.2 + 0.6 * draws.next();
  std::map<std::uint32_t, std::int64_t> orders_of;
  for (std::uint32_t i = 0; i < count; ++i) {
    Draws own{seed, i + 1};
    Order order{.quantity_kwh = quantity_at(seed, owners, own.next()),
                .limit_price = price_at(seed, own.next()),
                .arrival = static_cast<std::int64_t>(3 * own.next()),
                .owner = owner_at(owners, i, count, own.next())};
    order.arrival += 3 * orders_of[order.owner]++;
    order.random_draw =
        random_bits({.seed = seed, .purpose = Purpose::kMarket, .owner = order.owner})[0];
    const bool is_ask = own.next() < share_of_asks;
    (is_ask ? sample.asks : sample.bids).push_back(order);
    if (is_ask) continue;
    sample.demand.push_back(order.quantity_kwh * (seed % 2 == 0 ? 1 : 2 * own.next()));
  }
  return sample;
}

std::optional<Owners> safe_owners(Incentive incentive) {
  switch (incentive) {
    case Incentive::kStrategyProof:
      return Owners::kAny;
    case Incentive::kSingleOrders:
      return Owners::kSingleOrders;
    case Incentive::kUnitOrders:
      return Owners::kUnitOrders;
    case Incentive::kManipulable:
      break;
  }
  return std::nullopt;
}

Shuffled shuffle(const SampleMarket& sample, std::uint64_t seed) {
  Shuffled shuffled{.sample = {.grid = sample.grid},
                    .asks = permutation(sample.asks.size(), seed),
                    .bids = permutation(sample.bids.size(), seed + 1)};
  for (const std::size_t i : shuffled.asks) shuffled.sample.asks.push_back(sample.asks[i]);
  for (const std::size_t i : shuffled.bids) {
    shuffled.sample.bids.push_back(sample.bids[i]);
    shuffled.sample.demand.push_back(sample.demand[i]);
  }
  return shuffled;
}

}  // namespace peerwatt::market
