#include <cstdint>
#include <vector>

#include "agents/coalitions/shapley.hpp"
#include "agents/coalitions/trade_shares.hpp"
#include "agents/coalitions/trading_coalition.hpp"

#include "tests/support/allocation_count.hpp"
#include "tests/support/trading_neighbourhood.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::random_neighbourhood;
using testing::TradingNeighbourhood;
using Numbers = std::vector<double>;

constexpr GridPrices kGrid{.sell = 0.375, .feed_in = 0.125};

TEST_CASE("sharing allocates nothing once the largest coalition was shared") {
  const TradingNeighbourhood large = random_neighbourhood(1, 40, 0.8, 0.125);
  const TradingNeighbourhood small = random_neighbourhood(2, 14, 1.5, 0.125);
  TradingCoalition coalition{large.game()};
  ShapleyShares shapley;
  TradeShares by_trades;
  Numbers shares(40), half_widths(40);
  const auto share = [&](const TradingNeighbourhood& zone) {
    const std::size_t count = zone.nodes.size();
    const std::span<double> of_members{shares.data(), count};
    const RandomAddress first{.seed = 3, .purpose = Purpose::kMarket, .owner = 0, .draw = 0};
    coalition.play(zone.game());
    shapley.divide(coalition, {first, 20}, of_members, {half_widths.data(), count});
    by_trades.divide({zone.supply_kwh, zone.supply_kwh, zone.demand_kwh, zone.demand_kwh}, kGrid,
                     zone.charge(), of_members);
  };
  share(large);
  share(small);
  const std::size_t warm = allocation_count();
  for (int slot = 0; slot < 5; ++slot) {
    share(small);
    share(large);
  }
  const std::size_t after = allocation_count();
  CHECK(after == warm);
}

}  // namespace
}  // namespace peerwatt::game
