#include "engine/network/distribution_network.hpp"

#include <algorithm>
#include <vector>

#include "engine/core/random.hpp"

#include "tests/unit/engine/network/feeders.hpp"

#include <doctest/doctest.h>

namespace peerwatt::network {
namespace {

std::vector<std::string> names(const DistributionNetwork& network,
                               const std::vector<LineId>& lines) {
  std::vector<std::string> result;
  for (const LineId line : lines) result.push_back(network.line_name(line));
  return result;
}

TEST_CASE("buses and lines are numbered as described, zones by their first bus") {
  const DistributionNetwork network{small_feeder()};
  CHECK(network.name() == "small");
  CHECK(network.base_kv() == 0.4);
  CHECK(network.bus_count() == 5);
  CHECK(network.line_count() == 4);
  CHECK(network.zone_count() == 3);
  CHECK(bus(network, "d") == BusId{0});
  CHECK(network.bus_name(BusId{4}) == "a");
  CHECK(network.line_name(LineId{2}) == "ca");
  CHECK(network.zone_name(ZoneId{0}) == "left");
  CHECK(network.zone(bus(network, "c")) == ZoneId{2});
  CHECK_FALSE(network.find_bus("x"));
  CHECK_FALSE(network.find_bus(""));
}

TEST_CASE("the tree is rooted where the grid upstream is") {
  const DistributionNetwork network{small_feeder()};
  std::string order;
  for (const BusId bus : network.breadth_first_order()) order += network.bus_name(bus);
  CHECK(order == "rabcd");
  CHECK(network.root() == bus(network, "r"));
  CHECK_FALSE(network.parent(network.root()));
  CHECK_FALSE(network.parent_line(network.root()));
  CHECK(network.parent(bus(network, "d")) == bus(network, "b"));
  CHECK(network.parent_line(bus(network, "d")) == LineId{3});
  CHECK(network.depth(network.root()) == 0);
  CHECK(network.depth(bus(network, "d")) == 3);
}

TEST_CASE("lines look away from the root whichever way they were described") {
  FeederDescription feeder = small_feeder();
  feeder.lines[0].tap_ratio = 0.5;  // b to a, so against the current
  feeder.lines[1].tap_ratio = 4;
  const DistributionNetwork network{feeder};
  CHECK(network.near_bus(LineId{0}) == bus(network, "a"));
  CHECK(network.far_bus(LineId{0}) == bus(network, "b"));
  CHECK(network.near_bus(LineId{3}) == bus(network, "b"));
  CHECK(network.far_bus(LineId{3}) == bus(network, "d"));
  CHECK(network.tap_ratios()[0] == 2);
  CHECK(network.tap_ratios()[1] == 4);
}

TEST_CASE("a zone's head is its bus closest to the root") {
  const DistributionNetwork network{small_feeder()};
  CHECK(network.zone_head(ZoneId{0}) == bus(network, "b"));
  CHECK(network.zone_head(ZoneId{1}) == bus(network, "r"));
  CHECK(network.zone_head(ZoneId{2}) == bus(network, "c"));
}

TEST_CASE("a bus may belong to no zone") {
  FeederDescription feeder = small_feeder();
  feeder.buses[1].zone = "";
  const DistributionNetwork network{feeder};
  CHECK_FALSE(network.zone(network.root()));
  CHECK(network.zone_head(network.zone(bus(network, "a"))) == bus(network, "a"));
}

TEST_CASE("distances follow the lines") {
  const DistributionNetwork network{small_feeder()};
  const BusId c = bus(network, "c");
  const BusId d = bus(network, "d");
  REQUIRE(network.has_lengths());
  CHECK(network.length_km(LineId{3}) == 2);
  CHECK(network.km_from_root(d) == 2.75);
  CHECK(network.resistance_from_root_ohm(d) == 5.5);
  CHECK(network.path_km(d, c) == 3.25);
  CHECK(network.path_hops(d, c) == 3);
  CHECK(network.path_resistance_ohm(d, c) == 6.5);
  CHECK(network.path_km(d, d) == 0);
  CHECK(network.path_km(network.root(), d) == 2.75);
  CHECK(network.meeting_point(c, d) == bus(network, "a"));
  CHECK(names(network, network.path(d, c)) == std::vector<std::string>{"bd", "ba", "ca"});
  CHECK(names(network, network.path(network.root(), d)) ==
        std::vector<std::string>{"ra", "ba", "bd"});
  CHECK(network.path(c, c).empty());
}

TEST_CASE("a feeder without some lengths has hops but no distances") {
  FeederDescription feeder = small_feeder();
  feeder.lines[0].length_km.reset();
  feeder.lines[2].length_km.reset();
  const DistributionNetwork network{feeder};
  const BusId d = bus(network, "d");
  CHECK_FALSE(network.has_lengths());
  CHECK(network.path_hops(d, network.root()) == 3);
  const std::string expected =
      "lines.csv:2:3: line 'ba' has no length, so there are no distances (give length_km)\n"
      "lines.csv:4:3: line 'ca' has no length, so there are no distances (give length_km)";
  CHECK(complaint_of([&] { network.path_km(d, d); }) == expected);
  CHECK(complaint_of([&] { network.km_from_root(d); }) == expected);
  CHECK(complaint_of([&] { network.length_km(LineId{1}); }) == expected);
}

TEST_CASE("a network may be one bus") {
  FeederDescription feeder;
  feeder.root = "r";
  feeder.buses = {{"r", "home", {}}};
  const DistributionNetwork network{feeder};
  CHECK(network.has_lengths());
  CHECK(network.path_hops(network.root(), network.root()) == 0);
  CHECK(network.zone_head(ZoneId{0}) == network.root());
}

// A tree in which bus i hangs on a random earlier one, its lines in a random direction.
FeederDescription random_tree(std::uint32_t buses, std::uint64_t seed) {
  FeederDescription feeder;
  feeder.root = "0";
  feeder.buses.push_back({"0", "z", {}});
  for (std::uint32_t i = 1; i < buses; ++i) {
    const auto bits = random_bits({seed, Purpose::kPopulation, i, 0});
    const std::string above = std::to_string(bits[0] % i);
    const std::string below = std::to_string(i);
    const double length_km = 0.125 * (bits[1] % 64);  // sums are exact
    feeder.buses.push_back({below, "z", {}});
    feeder.lines.push_back(bits[2] % 2 == 0 ? line_between(above, below, length_km)
                                            : line_between(below, above, length_km));
  }
  std::rotate(feeder.lines.begin(), feeder.lines.begin() + buses / 3, feeder.lines.end());
  return feeder;
}

struct Distances {
  std::vector<std::vector<int>> hops;
  std::vector<std::vector<double>> km;
};

// Floyd and Warshall: all pairs, knowing nothing of trees.
Distances brute_force(const FeederDescription& feeder) {
  const std::size_t n = feeder.buses.size();
  Distances all{std::vector(n, std::vector<int>(n, 1000)), std::vector(n, std::vector(n, 1e9))};
  for (std::size_t i = 0; i < n; ++i) {
    all.hops[i][i] = 0;
    all.km[i][i] = 0;
  }
  for (const FeederLine& line : feeder.lines) {
    const std::size_t a = std::stoul(line.from);
    const std::size_t b = std::stoul(line.to);
    all.hops[a][b] = all.hops[b][a] = 1;
    all.km[a][b] = all.km[b][a] = *line.length_km;
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        all.hops[i][j] = std::min(all.hops[i][j], all.hops[i][k] + all.hops[k][j]);
        all.km[i][j] = std::min(all.km[i][j], all.km[i][k] + all.km[k][j]);
      }
    }
  }
  return all;
}

void check_pair(const DistributionNetwork& network, const Distances& expected, std::uint32_t i,
                std::uint32_t j) {
  const BusId a{i};
  const BusId b{j};
  CHECK(network.path_hops(a, b) == expected.hops[i][j]);
  CHECK(network.path_km(a, b) == expected.km[i][j]);
  CHECK(network.path_resistance_ohm(a, b) == 2 * expected.km[i][j]);
  const bool on_the_way = expected.hops[0][i] + expected.hops[i][j] == expected.hops[0][j];
  CHECK(network.is_ancestor(a, b) == on_the_way);
  const std::vector<LineId> path = network.path(a, b);
  CHECK(path.size() == static_cast<std::size_t>(expected.hops[i][j]));
  BusId at = a;
  for (const LineId line : path) {
    const bool up = network.far_bus(line) == at;
    REQUIRE((up || network.near_bus(line) == at));
    at = up ? network.near_bus(line) : network.far_bus(line);
  }
  CHECK(at == b);
}

TEST_CASE("all distances in random trees are those found by brute force") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto buses = static_cast<std::uint32_t>(2 + 2 * seed);
    CAPTURE(seed);
    const FeederDescription feeder = random_tree(buses, seed);
    const DistributionNetwork network{feeder};
    const Distances expected = brute_force(feeder);
    for (std::uint32_t i = 0; i < buses; ++i) {
      CHECK(network.km_from_root(BusId{i}) == expected.km[0][i]);
      CHECK(network.depth(BusId{i}) == expected.hops[0][i]);
      for (std::uint32_t j = 0; j < buses; ++j) check_pair(network, expected, i, j);
    }
  }
}

TEST_CASE("the order of the lines changes no distance") {
  FeederDescription feeder = random_tree(60, 7);
  const DistributionNetwork one{feeder};
  std::reverse(feeder.lines.begin(), feeder.lines.end());
  const DistributionNetwork other{feeder};
  for (std::uint32_t i = 0; i < 60; ++i) {
    CHECK(one.parent(BusId{i}) == other.parent(BusId{i}));
    CHECK(one.km_from_root(BusId{i}) == other.km_from_root(BusId{i}));
  }
}

TEST_CASE("a chain of two hundred thousand buses needs no deep stack") {
  FeederDescription feeder;
  feeder.root = "0";
  feeder.buses.push_back({"0", "z", {}});
  for (int i = 1; i < 200'000; ++i) {
    feeder.buses.push_back({std::to_string(i), "z", {}});
    feeder.lines.push_back(line_between(std::to_string(i - 1), std::to_string(i), 0.5));
  }
  const DistributionNetwork network{feeder};
  CHECK(network.depth(BusId{199'999}) == 199'999);
  CHECK(network.km_from_root(BusId{199'999}) == 99'999.5);
}

}  // namespace
}  // namespace peerwatt::network
