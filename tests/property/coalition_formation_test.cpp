// What must hold for coalitions by merge and split in random neighbourhoods, against moves made one
// by one and, in small ones, against every partition there is. Values are of the order of 1: 1e-12
// allows for the roundings of sums over pairs.
#include "agents/game/coalition_formation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "tests/support/plain_partition.hpp"
#include "tests/support/trading_neighbourhood.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::kNoRadius;
using testing::PlainPartition;
using testing::random_neighbourhood;
using testing::TradingNeighbourhood;
using Numbers = std::vector<double>;
using Partition = std::vector<std::int32_t>;

constexpr double kRoundings = 1e-12;
constexpr FormationRules kDefaults{};

TradingNeighbourhood zone_of(std::uint64_t seed, std::uint32_t members) {
  const double ratio = std::exp2(-2 + static_cast<double>(seed % 5));       // 1/4 ... 4
  const double charge = std::exp2(-6 + static_cast<double>(seed / 5 % 6));  // 1/64 ... 1/2
  return random_neighbourhood(seed, members, ratio, charge);
}

std::optional<double> radius_of(std::uint64_t seed) {
  if (seed % 3 == 0) return std::nullopt;
  return 0.0625 * static_cast<double>(1 + seed % 7);
}

CoalitionFormation formation_of(const TradingNeighbourhood& zone,
                                std::optional<double> radius_km = {}) {
  return {{{zone.parents, zone.lengths_km}, zone.lengths_km, zone.nodes},
          {zone.charge_per_kwh_km, radius_km, kDefaults.tolerance}};
}

TradingTerms terms_of(const TradingNeighbourhood& zone) {
  return {zone.sales_kwh, zone.wants_kwh, zone.spread};
}

// Calls visit(partition) for each of all partitions of the members.
void for_each_partition(std::size_t members, const std::function<void(const Partition&)>& visit) {
  Partition partition(members);
  const std::function<void(std::size_t, std::int32_t)> number = [&](std::size_t member,
                                                                    std::int32_t used) {
    if (member == members) return visit(partition);
    for (std::int32_t coalition = 0; coalition <= used; ++coalition) {
      partition[member] = coalition;
      number(member + 1, std::max(used, coalition + 1));
    }
  };
  number(0, 0);
}

double best_value(const TradingNeighbourhood& zone) {
  std::vector<double> values;
  TradingCoalition{zone.game()}.evaluate_subsets(values);
  double best = 0;
  std::vector<std::size_t> subsets(zone.nodes.size());
  for_each_partition(zone.nodes.size(), [&](const Partition& partition) {
    std::fill(subsets.begin(), subsets.end(), 0);
    for (std::size_t member = 0; member < partition.size(); ++member) {
      subsets[static_cast<std::size_t>(partition[member])] |= std::size_t{1} << member;
    }
    double value = 0;
    for (const std::size_t subset : subsets) value += values[subset];
    best = std::max(best, value);
  });
  return best;
}

TEST_CASE("no move gains once coalitions are formed, and their value is the model's") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    const TradingNeighbourhood zone = zone_of(seed, static_cast<std::uint32_t>(1 + seed % 25));
    const std::optional<double> radius_km = radius_of(seed);
    CoalitionFormation formation = formation_of(zone, radius_km);
    const PlainPartition formed{zone, radius_km.value_or(kNoRadius),
                                formation.form(terms_of(zone))};
    CHECK(formed.best_gain() <= kDefaults.tolerance + kRoundings);
    CHECK(std::abs(formed.value() - formation.value()) <= kRoundings);
  }
}

TEST_CASE("the best of all partitions is not worth much more than the one that is formed") {
  double lost = 0, worst = 0;
  int zones = 0, missed = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const TradingNeighbourhood zone = zone_of(seed, 9);
    CoalitionFormation formation = formation_of(zone);
    formation.form(terms_of(zone));
    const double best = best_value(zone);
    CHECK(formation.value() <= best + kRoundings);
    if (best <= kDefaults.tolerance) continue;
    const double share = std::max(0.0, 1 - formation.value() / best);
    ++zones;
    lost += share;
    missed += share > 1e-9 ? 1 : 0;
    worst = std::max(worst, share);
  }
  MESSAGE("of ", zones, " neighbourhoods, ", missed, " miss the best partition; mean loss ",
          100 * lost / zones, " %, worst ", 100 * worst, " %");
  CHECK(lost <= 0.05 * zones);
  CHECK(worst <= 0.5);
}

TEST_CASE("regrets of any partition are those of the moves made one by one") {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    CAPTURE(seed);
    const auto members = static_cast<std::uint32_t>(3 + seed % 5);
    const TradingNeighbourhood zone = zone_of(seed, members);
    const std::optional<double> radius_km = radius_of(seed);
    CoalitionFormation formation = formation_of(zone, radius_km);
    Numbers shares(members);
    for (std::size_t i = 0; i < members; ++i) shares[i] = 0.0625 * static_cast<double>(i % 3);
    double largest_error = 0;
    for_each_partition(members, [&](const Partition& partition) {
      const PlainPartition plain{zone, radius_km.value_or(kNoRadius), partition};
      const StabilityFinding found = formation.examine(partition, terms_of(zone), shares);
      largest_error = std::max({largest_error, std::abs(found.merge_regret - plain.best_merge()),
                                std::abs(found.split_regret - plain.best_split()),
                                std::abs(found.move_regret - plain.best_move()),
                                std::abs(found.exit_regret - plain.best_exit(shares))});
    });
    CHECK(largest_error <= kRoundings);
  }
}

}  // namespace
}  // namespace peerwatt::game
