#include "agents/coalitions/trade_shares.hpp"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "agents/coalitions/trading_coalition.hpp"
#include "agents/market/mechanisms/pool_trade.hpp"

#include "tests/support/trading_neighbourhood.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::random_neighbourhood;
using testing::TradingNeighbourhood;
using Numbers = std::vector<double>;

constexpr GridPrices kGrid{.sell = 0.375, .feed_in = 0.125};

struct Trades {
  Numbers sold_kwh, earned, bought_kwh, paid;

  Numbers shares(const NetworkCharge& charge = {}) const {
    Numbers shares(sold_kwh.size(), 99.0);
    TradeShares{}.divide({sold_kwh, earned, bought_kwh, paid}, kGrid, charge, shares);
    return shares;
  }
};

// A line of 1 km and 0.5 km: a seller, then two buyers.
const std::vector<std::uint32_t> kParents{0, 0, 1}, kPlaces{0, 1, 2};
const Numbers kLengthsKm{0, 1, 0.5};
const CentroidTree kStreet{{kParents, kLengthsKm}, kPlaces};

TEST_CASE("a share is what trades gained against the grid") {
  // 4 kWh at 0.25: the seller would have had 4*0.125, the buyers paid 1*0.375 and 3*0.375.
  const Trades trades{{4, 0, 0}, {1, 0, 0}, {0, 1, 3}, {0, 0.25, 0.75}};
  CHECK(trades.shares() == Numbers{0.5, 0.125, 0.375});
}

TEST_CASE("each side pays half of the network charge of its pairs") {
  const Trades trades{{4, 0, 0}, {1, 0, 0}, {0, 1, 3}, {0, 0.25, 0.75}};
  // 1 kWh over 1 km and 3 kWh over 1.5 km at 0.0625 per kWh and km.
  const double first = 0.0625 * 1 * 1, second = 0.0625 * 3 * 1.5;
  CHECK(trades.shares({0.0625, &kStreet, kPlaces}) ==
        Numbers{0.5 - (first + second) / 2, 0.125 - first / 2, 0.375 - second / 2});
}

TEST_CASE("without trade there is nothing to share and nothing to charge") {
  const Trades trades{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}};
  CHECK(trades.shares({0.0625, &kStreet, kPlaces}) == Numbers{0, 0, 0});
}

TEST_CASE("the spread that an auctioneer keeps is in nobody's share") {
  // Bought at 0.3125, sold at 0.1875.
  const Trades trades{{4, 0, 0}, {0.75, 0, 0}, {0, 1, 3}, {0, 0.3125, 0.9375}};
  const Numbers shares = trades.shares();
  CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) == 4 * 0.25 - 4 * 0.125);
}

// Both are sums of up to 20*20 products of the order of 1.
TEST_CASE("shares of mid-market trade sum to the value of the coalition") {
  constexpr std::uint32_t kMembers = 40;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const double ratio = 0.25 * static_cast<double>(1 + seed % 8);
    const TradingNeighbourhood zone = random_neighbourhood(seed, kMembers, ratio, 0.125);
    Trades trades{Numbers(kMembers), Numbers(kMembers), Numbers(kMembers), Numbers(kMembers)};
    market::trade_in_pool(zone.supply_kwh, zone.demand_kwh, trades.sold_kwh, trades.bought_kwh);
    for (std::size_t i = 0; i < kMembers; ++i) {
      trades.earned[i] = 0.25 * trades.sold_kwh[i];
      trades.paid[i] = 0.25 * trades.bought_kwh[i];
    }
    const Numbers shares = trades.shares(zone.charge());
    TradingCoalition everybody{zone.game()};
    for (std::uint32_t member = 0; member < kMembers; ++member) everybody.add(member);
    CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) ==
          doctest::Approx(everybody.value()).epsilon(1e-12));
  }
}

}  // namespace
}  // namespace peerwatt::game
