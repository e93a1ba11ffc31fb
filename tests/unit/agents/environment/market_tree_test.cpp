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
  std::vector<std::uint32_t> below;
  for (const ZoneId zone : tree.zones(PlaceId{place})) below.push_back(zone.index());
  return below;
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
  CHECK(tree.areas().size() == 0);
  for (const ZoneId zone : ids<ZoneId>(3)) {
    const PlaceId place{zone.index()};
    CHECK(tree.level(place) == 0);
    CHECK_FALSE(tree.parent(place));
    CHECK(tree.bus(place) == network.zone_head(zone));
    CHECK(zones_of(tree, place.index()) == Zones{zone.index()});
  }
}

TEST_CASE("zones behind one line of the root share the place of their feeder") {
  const network::DistributionNetwork network = two_lines();
  const MarketTree tree{network, std::vector{kFeeder}};
  REQUIRE(tree.place_count() == 5);
  CHECK(tree.parent(PlaceId{0}) == PlaceId{3});
  CHECK(tree.parent(PlaceId{1}) == PlaceId{3});
  CHECK(tree.parent(PlaceId{2}) == PlaceId{4});
  CHECK(zones_of(tree, 3) == Zones{0, 1});
  CHECK(zones_of(tree, 4) == Zones{2});
  CHECK(tree.bus(PlaceId{3}) == *network.find_bus("a"));
  CHECK(tree.level(PlaceId{3}) == 1);
  CHECK_FALSE(tree.parent(PlaceId{3}));
  CHECK(tree.areas().front() == PlaceId{3});
  CHECK(tree.areas().size() == 2);
}

TEST_CASE("the substation takes in all zones, from the feeders where there are places for these") {
  const network::DistributionNetwork network = two_lines();
  const MarketTree alone{network, std::vector{kSubstation}};
  REQUIRE(alone.place_count() == 4);
  CHECK(alone.parent(PlaceId{2}) == PlaceId{3});
  CHECK(alone.level(PlaceId{3}) == 1);
  CHECK(alone.bus(PlaceId{3}) == network.root());
  const MarketTree above{network, std::vector{kFeeder, kSubstation}};
  REQUIRE(above.place_count() == 6);
  CHECK(above.parent(PlaceId{2}) == PlaceId{4});
  CHECK(above.parent(PlaceId{3}) == PlaceId{5});
  CHECK(above.parent(PlaceId{4}) == PlaceId{5});
  CHECK(above.level(PlaceId{5}) == 2);
  CHECK(zones_of(above, 5) == Zones{0, 1, 2});
}
