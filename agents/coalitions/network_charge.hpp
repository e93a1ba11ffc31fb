#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "agents/coalitions/centroid_tree.hpp"

namespace peerwatt::game {

// NetworkCharge is what carrying energy between the members of a coalition costs, kappa*dist per
// kWh. At kappa = 0 the other two fields are not read.
struct NetworkCharge {
  double rate = 0;                        // kappa >= 0, currency per kWh and charged length
  const CentroidTree* tree = nullptr;     // of the zone
  std::span<const std::uint32_t> places;  // by member, its number among the tree's members

  bool applies() const { return rate > 0; }
  std::size_t hubs() const { return applies() ? tree->hubs() : 0; }
  std::span<const CentroidTree::Step> way(std::uint32_t member) const {
    return tree->way(places[member]);
  }
  double distance(std::uint32_t a, std::uint32_t b) const {
    return tree->distance(places[a], places[b]);
  }
};

}  // namespace peerwatt::game
