#include "agents/coalitions/coalition_game.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/coalitions/trading_coalition.hpp"

#include "tests/support/table_game.hpp"
#include "tests/support/trading_neighbourhood.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::random_neighbourhood;
using testing::TradingNeighbourhood;

TEST_CASE("every subset gets its own value") {
  for (std::size_t members = 0; members <= 10; ++members) {
    std::vector<double> table(std::size_t{1} << members), values{99};
    for (std::size_t subset = 0; subset < table.size(); ++subset) {
      table[subset] = static_cast<double>(subset);
    }
    testing::TableGame game{table};
    game.evaluate_subsets(values);
    CHECK(values == table);
  }
}

// Sums of up to 10*10 products of the order of 1.
TEST_CASE("the shorter way to the values of a neighbourhood's subsets leads to the same values") {
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    CAPTURE(seed);
    const auto members = static_cast<std::uint32_t>(1 + seed % 11);
    const double charge = seed % 3 == 0 ? 0 : 0.125;
    const TradingNeighbourhood zone = random_neighbourhood(seed, members, 0.8, charge);
    TradingCoalition coalition{zone.game()};
    std::vector<double> values, one_by_one;
    coalition.evaluate_subsets(values);
    coalition.CoalitionGame::evaluate_subsets(one_by_one);
    REQUIRE(values.size() == one_by_one.size());
    double largest_error = 0;
    for (std::size_t subset = 0; subset < values.size(); ++subset) {
      const double error = std::abs(values[subset] - one_by_one[subset]);
      largest_error = std::max(largest_error, error);
    }
    CHECK(largest_error <= 1e-13);
    CHECK(values[0] == 0);
  }
}

TEST_CASE("a member with nothing to trade changes no value, to the last bit") {
  constexpr std::uint32_t kMembers = 9, kIdle = 4;
  TradingNeighbourhood zone = random_neighbourhood(1, kMembers, 0.8, 0.125);
  zone.supply_kwh[kIdle] = 0;
  zone.demand_kwh[kIdle] = 0;
  TradingCoalition coalition{zone.game()};
  std::vector<double> values;
  coalition.evaluate_subsets(values);
  for (std::size_t subset = 0; subset < values.size(); ++subset) {
    CHECK(values[subset] == values[subset & ~(std::size_t{1} << kIdle)]);
  }
}

}  // namespace
}  // namespace peerwatt::game
