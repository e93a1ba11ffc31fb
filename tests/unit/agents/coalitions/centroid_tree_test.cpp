#include "agents/coalitions/centroid_tree.hpp"

#include <bit>
#include <cstdint>
#include <numeric>
#include <vector>

#include "agents/coalitions/distance_sums.hpp"

#include "tests/support/trading_neighbourhood.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using testing::random_neighbourhood;
using testing::TradingNeighbourhood;

// Lengths are whole sixteenths of a km: their sums are exact.
TEST_CASE("distances are the lengths of the paths between members") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const auto count = static_cast<std::uint32_t>(1 + seed % 40);
    const TradingNeighbourhood zone = random_neighbourhood(seed, count, 1, 0);
    std::size_t wrong = 0;
    for (std::uint32_t a = 0; a < count; ++a) {
      for (std::uint32_t b = 0; b < count; ++b) {
        wrong += zone.tree.distance(a, b) == zone.path_km(a, b) ? 0 : 1;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a member passes by no more than log2(members) + 1 hubs, on a long line too") {
  for (const std::uint32_t count : {1U, 2U, 3U, 100U, 1000U}) {
    std::vector<std::uint32_t> parents(count), nodes(count);
    std::iota(nodes.begin(), nodes.end(), 0U);
    for (std::uint32_t node = 1; node < count; ++node) parents[node] = node - 1;
    const std::vector<double> lengths_km(count, 0.5);
    const CentroidTree tree{{parents, lengths_km}, nodes};
    CHECK(tree.members() == count);
    std::size_t longest = 0;
    for (std::uint32_t member = 0; member < count; ++member) {
      longest = std::max(longest, tree.way(member).size());
      for (const CentroidTree::Step& step : tree.way(member)) CHECK(step.hub < tree.hubs());
    }
    CHECK(longest == static_cast<std::size_t>(std::bit_width(count)));
    CHECK(tree.distance(0, count - 1) == 0.5 * (count - 1));
  }
}

TEST_CASE("members at one node are no distance apart") {
  const std::vector<std::uint32_t> parents{0, 0}, nodes{1, 1, 1};
  const std::vector<double> lengths_km{0, 0.25};
  const CentroidTree tree{{parents, lengths_km}, nodes};
  CHECK(tree.distance(0, 2) == 0);
  CHECK(tree.way(1).size() == 1);
}

TEST_CASE("a tree without members has no hubs") {
  const std::vector<std::uint32_t> parents{0, 0};
  const std::vector<double> lengths_km{0, 0.25};
  const CentroidTree tree{{parents, lengths_km}, {}};
  CHECK(tree.members() == 0);
  CHECK(tree.hubs() == 0);
}

// Quantities are whole eighths of a kWh: these sums are exact as well.
TEST_CASE("sums over all distances follow who joins and who leaves") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    constexpr std::uint32_t kCount = 30;
    const TradingNeighbourhood zone = random_neighbourhood(seed, kCount, 1, 0);
    std::vector<double> kwh(kCount);
    DistanceSums sums;
    sums.reset(zone.tree.hubs());
    for (std::uint32_t change = 0; change < 3 * kCount; ++change) {
      const std::uint32_t member = change * 7 % kCount;
      const double joins_kwh = kwh[member] == 0 ? 0.125 * (change + 1) : -kwh[member];
      sums.add(zone.tree.way(member), joins_kwh);
      kwh[member] += joins_kwh;
      double expected = 0;
      const std::uint32_t viewer = change * 11 % kCount;
      for (std::uint32_t other = 0; other < kCount; ++other) {
        expected += kwh[other] * zone.path_km(viewer, other);
      }
      CHECK(sums.seen_from(zone.tree.way(viewer)) == expected);
    }
  }
}

}  // namespace
}  // namespace peerwatt::game
