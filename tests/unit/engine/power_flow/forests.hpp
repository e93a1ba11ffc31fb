#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/engine/power_flow/wired_feeders.hpp"

namespace peerwatt::test {

// Trees by themselves, and the same trees side by side behind one source. Bus n > 0 of tree k is
// `bus(k, n)` of the whole; bus 0 of each tree is the source.
struct Forest {
  std::vector<network::FeederDescription> trees;
  network::FeederDescription whole;
  std::vector<std::uint32_t> first;  // by tree, the bus of the whole that is its bus 1

  std::uint32_t bus(std::size_t tree, std::size_t n) const {
    return first[tree] + static_cast<std::uint32_t>(n) - 1;
  }
};

// What hangs on the tree's source, under names of its own.
inline void hang(const network::FeederDescription& tree, network::FeederDescription& whole) {
  const std::string prefix = "t" + std::to_string(whole.buses.size()) + "_";
  const auto in_whole = [&](const std::string& bus) {
    return bus == tree.root ? whole.root : prefix + bus;
  };
  for (std::size_t n = 1; n < tree.buses.size(); ++n) {
    whole.buses.push_back(tree.buses[n]);
    whole.buses.back().name = in_whole(tree.buses[n].name);
  }
  for (network::FeederLine line : tree.lines) {
    line.name = prefix + line.name;
    line.from = in_whole(line.from);
    line.to = in_whole(line.to);
    whole.lines.push_back(std::move(line));
  }
}

// Random trees of the sizes given; 0 = of 2 to 40 buses.
inline Forest any_forest(std::mt19937_64& random, const std::vector<int>& sizes, Extras extras) {
  Forest forest;
  forest.whole.name = "forest";
  forest.whole.root = "source";
  forest.whole.base_kv = 1;
  forest.whole.source_voltage_pu = 1.02;
  forest.whole.buses.push_back({forest.whole.root, "", {}});
  for (const int size : sizes) {
    network::FeederDescription tree = any_feeder(random, extras, size);
    for (network::FeederLine& line : tree.lines) {
      line.resistance_ohm /= tree.base_kv * tree.base_kv;
      line.reactance_ohm /= tree.base_kv * tree.base_kv;
    }
    tree.base_kv = forest.whole.base_kv;
    tree.source_voltage_pu = forest.whole.source_voltage_pu;
    tree.source_angle_degree = 0;
    tree.buses[0] = {tree.root, "", {}};
    forest.first.push_back(static_cast<std::uint32_t>(forest.whole.buses.size()));
    hang(tree, forest.whole);
    forest.trees.push_back(std::move(tree));
  }
  return forest;
}

// 300 small trees and a large one among them: a grid of several parts of unequal size.
inline Forest large_forest(std::mt19937_64& random, Extras extras) {
  std::vector<int> sizes(300, 0);
  sizes[random() % sizes.size()] = 3000;
  return any_forest(random, sizes, extras);
}

}  // namespace peerwatt::test
