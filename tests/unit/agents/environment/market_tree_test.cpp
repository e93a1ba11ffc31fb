#include "agents/environment/market_tree.hpp"

#include <vector>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

// Two lines leave the substation: one to zone `a` and on to zone `b`, the other to zone `c`.
network::DistributionNetwork two_lines() {
  network::FeederDescription feeder;
  feeder.root = "substation";
  feeder.buses = {{"substation", "", {}}, {"a", "a", {}}, {"b", "b", {}}, {"c", "c", {}}};
  feeder.lines.resize(3);
  const char* const ends[][2] = {{"substation", "a"}, {"a", "b"}, {"substation", "c"}};
  for (std::size_t i = 0; i < 3; ++i) {
    feeder.lines[i].name = feeder.lines[i].to = ends[i][1];
    feeder.lines[i].from = ends[i][0];
  }
  return network::DistributionNetwork{feeder};
}

std::vector<std::uint32_t> zones_of(const MarketTree& tree, std::uint32_t place) {
  return {tree.zones(place).begin(), tree.zones(place).end()};
}

constexpr scenario::MarketLevel kFeeder{.area = scenario::MarketArea::kFeeder};
constexpr scenario::MarketLevel kSubstation{.area = scenario::MarketArea::kSubstation};
using Zones = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("without levels every zone has a market place, at its head, and nothing above it") {
  const network::DistributionNetwork network = two_lines();
  const MarketTree tree{network, {}};
  CHECK(tree.zone_count() == 3);
  CHECK(tree.place_count() == 3);
  for (std::uint32_t zone = 0; zone < 3; ++zone) {
    CHECK(tree.level(zone) == 0);
    CHECK(tree.parent(zone) == MarketTree::kNoPlace);
    CHECK(tree.bus(zone) == network.zone_head(ZoneId{zone}));
    CHECK(zones_of(tree, zone) == Zones{zone});
  }
}

TEST_CASE("zones behind one line of the root share the place of their feeder") {
  const network::DistributionNetwork network = two_lines();
  const MarketTree tree{network, std::vector{kFeeder}};
  REQUIRE(tree.place_count() == 5);
  CHECK(tree.parent(0) == 3);
  CHECK(tree.parent(1) == 3);
  CHECK(tree.parent(2) == 4);
  CHECK(zones_of(tree, 3) == Zones{0, 1});
  CHECK(zones_of(tree, 4) == Zones{2});
  CHECK(tree.bus(3) == *network.find_bus("a"));
  CHECK(tree.level(3) == 1);
  CHECK(tree.parent(3) == MarketTree::kNoPlace);
}

TEST_CASE("the substation takes in all zones, from the feeders where there are places for these") {
  const network::DistributionNetwork network = two_lines();
  const MarketTree alone{network, std::vector{kSubstation}};
  REQUIRE(alone.place_count() == 4);
  CHECK(alone.parent(2) == 3);
  CHECK(alone.level(3) == 1);
  CHECK(alone.bus(3) == network.root());
  const MarketTree above{network, std::vector{kFeeder, kSubstation}};
  REQUIRE(above.place_count() == 6);
  CHECK(above.parent(2) == 4);
  CHECK(above.parent(3) == 5);
  CHECK(above.parent(4) == 5);
  CHECK(above.level(5) == 2);
  CHECK(zones_of(above, 5) == Zones{0, 1, 2});
}
