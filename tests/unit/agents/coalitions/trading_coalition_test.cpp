#include "agents/coalitions/trading_coalition.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/coalitions/coalition_value.hpp"

#include "tests/support/trading_neighbourhood.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::random_neighbourhood;
using testing::TradingNeighbourhood;

// A line of 1 km and 0.5 km: a seller of 4 kWh, then buyers of 2 kWh and of 6 kWh.
struct Street {
  std::vector<std::uint32_t> parents{0, 0, 1};
  std::vector<double> lengths_km{0, 1, 0.5};
  std::vector<std::uint32_t> places{0, 1, 2};
  std::vector<double> supply_kwh{4, 0, 0};
  std::vector<double> demand_kwh{0, 2, 6};
  CentroidTree tree{{parents, lengths_km}, places};

  TradingGame game(double charge_per_kwh_km) const {
    return {supply_kwh, demand_kwh, 0.25, {charge_per_kwh_km, &tree, places}};
  }
};

TEST_CASE("a coalition is worth the spread on its trade, less what carrying it costs") {
  const Street street;
  TradingCoalition coalition{street.game(0.0625)};
  CHECK(coalition.members() == 3);
  CHECK(coalition.value() == 0);
  coalition.add(0);
  CHECK(coalition.value() == 0);
  coalition.add(1);
  CHECK(coalition.value() == 2 * (0.25 - 0.0625));
  coalition.add(2);
  // The 4 kWh are shared 1 : 3; 1 kWh goes 1 km and 3 kWh go 1.5 km.
  CHECK(coalition.value() == 4 * 0.25 - 0.0625 * (1 * 1 + 3 * 1.5));
  coalition.remove(1);
  CHECK(coalition.value() == 4 * (0.25 - 0.0625 * 1.5));
  coalition.remove(0);
  CHECK(coalition.value() == 0);
  coalition.add(1);
  CHECK(coalition.value() == 0);
}

TEST_CASE("charges above the spread make trading together worth less than nothing") {
  const Street street;
  TradingCoalition coalition{street.game(0.5)};
  coalition.add(0);
  coalition.add(1);
  CHECK(coalition.value() == 2 * (0.25 - 0.5));
}

TEST_CASE("without a charge neither tree nor places are needed") {
  const Street street;
  TradingCoalition coalition{{street.supply_kwh, street.demand_kwh, 0.25, {}}};
  for (const std::uint32_t member : {2U, 0U, 1U}) coalition.add(member);
  CHECK(coalition.value() == CoalitionValue{4, 8}.value(0.375, 0.125));
}

// 0.1 + 0.2 - 0.1 - 0.2 is not 0 in floating point.
TEST_CASE("of sellers who all left, nothing stays behind") {
  Street street;
  street.supply_kwh = {0.1, 0.2, 0};
  street.demand_kwh = {0, 0, 6};
  for (const double charge : {0.0, 0.0625}) {
    TradingCoalition coalition{street.game(charge)};
    for (const std::uint32_t member : {2U, 0U, 1U}) coalition.add(member);
    coalition.remove(0);
    coalition.remove(1);
    CHECK(coalition.value() == 0);
  }
}

TEST_CASE("a cleared coalition and one that begins another game have nobody") {
  const Street street;
  TradingCoalition coalition{street.game(0.0625)};
  for (const std::uint32_t member : {0U, 1U, 2U}) coalition.add(member);
  coalition.clear();
  coalition.add(0);
  CHECK(coalition.value() == 0);
  coalition.add(1);
  coalition.play(street.game(0));
  coalition.add(0);
  CHECK(coalition.value() == 0);
  coalition.add(1);
  CHECK(coalition.value() == 0.5);
}

// Members join and leave at random. A value is a sum of at most 24*24 products, and 600 steps of
// roundings before it; it is compared relative to all that is traded and carried.
TEST_CASE("the value is that of the model, pair by pair, whoever joined and left before") {
  constexpr std::uint32_t kMembers = 24;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const TradingNeighbourhood zone = random_neighbourhood(seed, kMembers, 0.7, 0.125);
    TradingCoalition coalition{zone.game()};
    std::vector<bool> is_member(kMembers);
    double largest_error = 0;
    for (std::uint32_t step = 0; step < 600; ++step) {
      const auto bits = random_bits({seed, Purpose::kMarket, 80, step});
      const std::uint32_t member = bits[0] % kMembers;
      is_member[member] ? coalition.remove(member) : coalition.add(member);
      is_member[member] = !is_member[member];
      std::vector<std::uint32_t> members;
      for (std::uint32_t i = 0; i < kMembers; ++i) {
        if (is_member[i]) members.push_back(i);
      }
      const double error = std::abs(coalition.value() - zone.value_by_pairs(members));
      largest_error = std::max(largest_error, error);
    }
    CHECK(largest_error <= 1e-12);
  }
}

}  // namespace
}  // namespace peerwatt::game
