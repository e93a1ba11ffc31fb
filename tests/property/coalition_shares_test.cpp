// What must hold for the shares of a coalition's members, and for what is said about the core, in
// random neighbourhoods. Shares are of the order of 1: a tolerance of 1e-12 allows for the
// roundings of sums over them.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "agents/coalitions/core_membership.hpp"
#include "agents/coalitions/shapley.hpp"
#include "agents/coalitions/trade_shares.hpp"
#include "agents/coalitions/trading_coalition.hpp"
#include "agents/market/mechanisms/pool_trade.hpp"

#include "tests/support/trading_neighbourhood.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::random_neighbourhood;
using testing::TradingNeighbourhood;
using Numbers = std::vector<double>;

constexpr double kTolerance = 1e-12;
constexpr GridPrices kGrid{.sell = 0.375, .feed_in = 0.125};  // a spread of 0.25

RandomAddress numbers_of(std::uint64_t seed) {
  return {.seed = seed, .purpose = Purpose::kMarket, .owner = 82, .draw = 0};
}

double ratio_of(std::uint64_t seed) {
  return std::exp2(-3 + static_cast<double>(seed % 7));  // 1/8 ... 8
}

std::uint32_t size_of(const TradingNeighbourhood& zone) {
  return static_cast<std::uint32_t>(zone.nodes.size());
}

double value_of_all(const TradingNeighbourhood& zone) {
  TradingCoalition everybody{zone.game()};
  for (std::uint32_t member = 0; member < size_of(zone); ++member) everybody.add(member);
  return everybody.value();
}

Numbers shapley_shares(const TradingNeighbourhood& zone) {
  TradingCoalition game{zone.game()};
  Numbers shares(size_of(zone)), half_widths(size_of(zone));
  ShapleyShares{}.divide(game, {numbers_of(0), 100}, shares, half_widths);
  return shares;
}

Numbers mid_market_shares(const TradingNeighbourhood& zone) {
  const std::size_t count = size_of(zone);
  Numbers sold_kwh(count), bought_kwh(count), earned(count), paid(count), shares(count);
  market::trade_in_pool(zone.supply_kwh, zone.demand_kwh, sold_kwh, bought_kwh);
  for (std::size_t i = 0; i < count; ++i) {
    earned[i] = market::mid_market_price(kGrid.sell, kGrid.feed_in) * sold_kwh[i];
    paid[i] = market::mid_market_price(kGrid.sell, kGrid.feed_in) * bought_kwh[i];
  }
  TradeShares{}.divide({sold_kwh, earned, bought_kwh, paid}, kGrid, zone.charge(), shares);
  return shares;
}

CoreFinding examine(const TradingNeighbourhood& zone, const Numbers& shares) {
  TradingCoalition game{zone.game()};
  return examine_core(game, shares, {numbers_of(1), 20});
}

CoreFinding examine_a_sample(const TradingNeighbourhood& zone, const Numbers& shares) {
  TradingCoalition game{zone.game()};
  return examine_some_coalitions(game, shares, {numbers_of(1), 20});
}

double excess_by_pairs(const TradingNeighbourhood& zone, const Numbers& shares,
                       const std::vector<std::uint32_t>& coalition) {
  double excess = zone.value_by_pairs(coalition);
  for (const std::uint32_t member : coalition) excess -= shares[member];
  return excess;
}

// Without a charge: v(T) = spread*min(A, B) <= spread*(k*A + (1-k)*B) for any k in [0, 1], so that
// no excess is above the sum of max(0, spread*(k*s or (1-k)*d) - share) over all members.
double bound_on_excess(const TradingNeighbourhood& zone, const Numbers& shares) {
  double bound = std::numeric_limits<double>::infinity();
  for (double k = 0; k <= 1; k += 1.0 / 1024) {
    double sum = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const double kwh = k * zone.supply_kwh[i] + (1 - k) * zone.demand_kwh[i];
      sum += std::max(0.0, zone.spread * kwh - shares[i]);
    }
    bound = std::min(bound, sum);
  }
  return bound;
}

TEST_CASE("without a charge nobody loses by Shapley shares, and more to trade never means less") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const auto count = static_cast<std::uint32_t>(2 + seed % 11);
    const TradingNeighbourhood zone = random_neighbourhood(seed, count, ratio_of(seed), 0);
    const Numbers shares = shapley_shares(zone);
    for (std::size_t i = 0; i < count; ++i) {
      CHECK(shares[i] >= -kTolerance);
      for (std::size_t j = 0; j < count; ++j) {
        const bool sells_more = zone.supply_kwh[j] > 0 && zone.supply_kwh[i] >= zone.supply_kwh[j];
        const bool demand_more = zone.demand_kwh[j] > 0 && zone.demand_kwh[i] >= zone.demand_kwh[j];
        if (sells_more || demand_more) CHECK(shares[i] >= shares[j] - kTolerance);
      }
    }
  }
}

// Without a charge and with A = B for all members, what a member adds in an order and in its
// reverse sums to spread times its energy; and v(T) <= spread*(A + B)/2 for every T.
TEST_CASE("where supply meets demand, mid-market trade gives Shapley shares, in the core") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    const auto count = static_cast<std::uint32_t>(2 + seed);
    const TradingNeighbourhood zone = random_neighbourhood(seed, count, 1, 0);
    const Numbers by_trades = mid_market_shares(zone), by_shapley = shapley_shares(zone);
    for (std::size_t i = 0; i < count; ++i) {
      CHECK(std::abs(by_trades[i] - by_shapley[i]) <= kTolerance);
    }
    CHECK(core_membership(examine(zone, by_trades), kTolerance) != CoreMembership::kOutside);
  }
}

// Owen, Mathematical Programming 9 (1975): shares at competitive prices are in the core.
TEST_CASE("without a charge the core gives everything to the side that is short") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    if (ratio_of(seed) == 1) continue;
    CAPTURE(seed);
    const auto count = static_cast<std::uint32_t>(3 + seed);
    const TradingNeighbourhood zone = random_neighbourhood(seed, count, ratio_of(seed), 0);
    Numbers to_the_short = ratio_of(seed) < 1 ? zone.supply_kwh : zone.demand_kwh;
    for (double& share : to_the_short) share *= zone.spread;
    const CoreFinding finding = examine(zone, to_the_short);
    CHECK(core_membership(finding, kTolerance) != CoreMembership::kOutside);
    // The long side gets something by its trades, and so some coalition would leave.
    CHECK(core_membership(examine(zone, mid_market_shares(zone)), 1e-3) ==
          CoreMembership::kOutside);
  }
}

TEST_CASE("a sample never claims more than there is, and what it claims is so") {
  double missed = 0, largest = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    CAPTURE(seed);
    const auto count = static_cast<std::uint32_t>(3 + seed % 11);
    const double charge = 0.0625 * static_cast<double>(seed % 4);
    const TradingNeighbourhood zone = random_neighbourhood(seed, count, ratio_of(seed), charge);
    const Numbers shares = seed % 2 == 0 ? shapley_shares(zone) : mid_market_shares(zone);
    const CoreFinding exact = examine(zone, shares), sampled = examine_a_sample(zone, shares);
    CHECK(sampled.largest_excess <= exact.largest_excess + kTolerance);
    for (const CoreFinding* finding : {&exact, &sampled}) {
      CHECK(std::abs(finding->unshared) <= kTolerance);
      CHECK(std::abs(excess_by_pairs(zone, shares, finding->coalition) - finding->largest_excess) <=
            kTolerance);
    }
    missed += exact.largest_excess - sampled.largest_excess;
    largest += std::max(0.0, exact.largest_excess);
  }
  CHECK(missed <= 0.02 * largest);  // 0.012 when written
}

TEST_CASE("in a large neighbourhood a sample comes close to what no excess can be above") {
  for (std::uint64_t seed = 0; seed < 14; ++seed) {
    CAPTURE(seed);
    const TradingNeighbourhood zone = random_neighbourhood(seed, 80, ratio_of(seed), 0);
    const double value = value_of_all(zone);
    for (const Numbers& shares : {shapley_shares(zone), mid_market_shares(zone)}) {
      const double bound = bound_on_excess(zone, shares);
      const CoreFinding finding = examine(zone, shares);
      CHECK(finding.evidence == Evidence::kSampled);
      CHECK(finding.largest_excess <= bound + kTolerance);
      CHECK(finding.largest_excess >= bound - 0.03 * value);  // 0.020 at most when written
    }
  }
}

}  // namespace
}  // namespace peerwatt::game
