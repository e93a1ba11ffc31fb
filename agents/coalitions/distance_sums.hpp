#pragma once

#include <span>
#include <vector>

#include "agents/coalitions/centroid_tree.hpp"

namespace peerwatt::game {

// DistanceSums keeps, for a set of members that join and leave, what is needed for the sum of their
// energy times their distance to any member i of the tree. Invariant: each hub holds the energy K
// of the members whose way passes it and the sum D of their energy times their detour there, so
// that
//   sum_k kwh_k*dist(k, i) = sum over the hubs on the way of i of (K*detour_i + D)
// (CentroidTree). Joining, leaving and a sum take O(log m) each; memory is O(hubs).
class DistanceSums {
 public:
  // Starts with no members, on a tree with `hubs` hubs.
  void reset(std::size_t hubs) { hubs_.assign(hubs, {}); }

  // Adds a member with `kwh`; the negative amount removes it again, up to rounding errors.
  void add(std::span<const CentroidTree::Step> way, double kwh) {
    for (const CentroidTree::Step& step : way) {
      hubs_[step.hub].kwh += kwh;
      hubs_[step.hub].detours += kwh * step.detour;
    }
  }
  // Returns the sum of kwh_k*dist(k, i) over the members k added, for the member i with this way.
  double seen_from(std::span<const CentroidTree::Step> way) const {
    double sum = 0;
    for (const CentroidTree::Step& step : way) {
      sum += hubs_[step.hub].kwh * step.detour + hubs_[step.hub].detours;
    }
    return sum;
  }

 private:
  struct Hub {
    double kwh = 0;
    double detours = 0;  // sum of energy times detour, kWh times charged length
  };
  std::vector<Hub> hubs_;
};

}  // namespace peerwatt::game
