// What must hold for coalitions by merge and split in random neighbourhoods, against moves made one
// by one and, in small ones, against every partition there is. Values are of the order of 1: 1e-12
// allows for the roundings of sums over pairs.
#include "agents/coalitions/coalition_formation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "engine/core/random.hpp"

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
  return {zone.supply_kwh, zone.demand_kwh, zone.spread};
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
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const auto members = static_cast<std::uint32_t>(seed == 0 ? 9 : 2 + seed % 6);
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

TEST_CASE("what is formed is found to be stable") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    const auto members = static_cast<std::uint32_t>(50 + seed);
    const TradingNeighbourhood zone = zone_of(seed, members);
    CoalitionFormation formation = formation_of(zone, radius_of(seed));
    const auto formed = formation.form(terms_of(zone));
    const Partition partition(formed.begin(), formed.end());
    const StabilityFinding found =
        formation.examine(partition, terms_of(zone), Numbers(members, 1e9));
    CHECK(found.merge_regret <= formation.tolerance() + kRoundings);
    CHECK(found.split_regret <= formation.tolerance() + kRoundings);
    CHECK(found.move_regret <= formation.tolerance() + kRoundings);
    CHECK(found.exit_regret == 0);
  }
}

// From singles, any two neighbouring coalitions that lose nothing by it, in random order.
std::vector<std::uint32_t> merged_at_random(const TradingNeighbourhood& zone, double radius_km,
                                            std::uint64_t seed) {
  const auto members = static_cast<std::uint32_t>(zone.nodes.size());
  Partition partition(members);
  for (std::uint32_t i = 0; i < members; ++i) partition[i] = static_cast<std::int32_t>(i);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t one = 0; one < members; ++one) {
    for (std::uint32_t other = 0; other < one; ++other) {
      if (zone.path_km(one, other) <= radius_km) pairs.emplace_back(one, other);
    }
  }
  const auto value_of = [&](std::int32_t coalition, std::int32_t with) {
    std::vector<std::uint32_t> both;
    for (std::uint32_t i = 0; i < members; ++i) {
      if (partition[i] == coalition || partition[i] == with) both.push_back(i);
    }
    return zone.value_by_pairs(both);
  };
  for (std::uint32_t draw = 0, idle = 0; idle < 50 * pairs.size(); ++draw) {
    const auto at = random_bits({seed, Purpose::kMarket, 83, draw})[0] % pairs.size();
    const std::int32_t one = partition[pairs[at].first], other = partition[pairs[at].second];
    const bool merges = one != other && value_of(one, other) > kDefaults.tolerance;
    if (merges) std::replace(partition.begin(), partition.end(), other, one);
    idle = merges ? 0 : idle + 1;
  }
  return PlainPartition{zone, radius_km, partition}.labels();
}

TEST_CASE(
    "without a charge the order of moves does not matter, nor does a charge next to nothing") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const auto members = static_cast<std::uint32_t>(2 + seed % 12);
    TradingNeighbourhood zone = zone_of(seed, members);
    zone.charge_per_kwh_km = 0;
    const std::optional<double> radius_km = radius_of(seed);
    const double radius = radius_km.value_or(kNoRadius);
    CoalitionFormation formation = formation_of(zone, radius_km);
    const PlainPartition formed{zone, radius, formation.form(terms_of(zone))};
    CHECK(formed.labels() == merged_at_random(zone, radius, seed));
    zone.charge_per_kwh_km = 1e-13;
    CoalitionFormation moving = formation_of(zone, radius_km);
    CHECK(formed.labels() == PlainPartition{zone, radius, moving.form(terms_of(zone))}.labels());
  }
}

TEST_CASE("where the shortest line costs more than the spread, only those at one place trade") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    TradingNeighbourhood zone = zone_of(seed, 30);
    zone.charge_per_kwh_km = 1000;
    CoalitionFormation formation = formation_of(zone);
    const auto formed = formation.form(terms_of(zone));
    for (std::uint32_t i = 0; i < formed.size(); ++i) {
      for (std::uint32_t j = 0; j < formed.size(); ++j) {
        if (formed[i] == kSingle || formed[i] != formed[j]) continue;
        if (zone.supply_kwh[i] * zone.demand_kwh[j] > 0) CHECK(zone.path_km(i, j) == 0);
      }
    }
  }
}

TEST_CASE("who is which number changes nothing but numbers") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    TradingNeighbourhood zone = zone_of(seed, 24);
    // A node of its own for each member, so that nobody ties.
    for (std::uint32_t& node : zone.nodes) {
      zone.parents.push_back(node);
      zone.lengths_km.push_back(0.01 * static_cast<double>(zone.parents.size()));
      node = static_cast<std::uint32_t>(zone.parents.size() - 1);
    }
    const std::optional<double> radius_km = radius_of(seed);
    CoalitionFormation formation = formation_of(zone, radius_km);
    const auto formed = formation.form(terms_of(zone));
    const PlainPartition before{zone, kNoRadius, formed};
    TradingNeighbourhood turned = zone;
    for (auto* const column : {&turned.supply_kwh, &turned.demand_kwh}) {
      std::rotate(column->begin(), column->begin() + 7, column->end());
    }
    std::rotate(turned.nodes.begin(), turned.nodes.begin() + 7, turned.nodes.end());
    CoalitionFormation other = formation_of(turned, radius_km);
    const auto formed_turned = other.form(terms_of(turned));
    Partition back(formed_turned.begin(), formed_turned.end());
    std::rotate(back.begin(), back.end() - 7, back.end());
    CHECK(PlainPartition{zone, kNoRadius, back}.labels() == before.labels());
    CHECK(other.value() == doctest::Approx(formation.value()).epsilon(kRoundings));
  }
}

// By powers of two, so that all numbers are the same but for their exponents.
TEST_CASE("other currencies and units of energy change the value alone") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    TradingNeighbourhood zone = zone_of(seed, 30);
    CoalitionFormation formation = formation_of(zone, radius_of(seed));
    const auto formed = formation.form(terms_of(zone));
    const Partition partition(formed.begin(), formed.end());
    zone.spread *= 4;
    zone.charge_per_kwh_km *= 4;
    for (double& kwh : zone.supply_kwh) kwh *= 2;
    for (double& kwh : zone.demand_kwh) kwh *= 2;
    CoalitionFormation scaled = formation_of(zone, radius_of(seed));
    const auto formed_scaled = scaled.form(terms_of(zone));
    CHECK(Partition(formed_scaled.begin(), formed_scaled.end()) == partition);
    CHECK(scaled.value() == 8 * formation.value());
  }
}

}  // namespace
}  // namespace peerwatt::game
