#pragma once

#include <span>
#include <vector>

#include "agents/coalitions/centroid_tree.hpp"

namespace peerwatt::game {

// The sum over members of energy times distance, from wherever on the tree one looks: each hub
// keeps the energy of those who pass by it, and its sum with their detours. O(log members) for who
// joins, leaves or looks.
class DistanceSums {
 public:
  // Nobody, on a tree of so many hubs.
  void reset(std::size_t hubs) { hubs_.assign(hubs, {}); }

  // A member joins with `kwh`, or leaves with minus that.
  void add(std::span<const CentroidTree::Step> way, double kwh) {
    for (const CentroidTree::Step& step : way) {
      hubs_[step.hub].kwh += kwh;
      hubs_[step.hub].detours += kwh * step.detour;
    }
  }
  // Sum of kwh_k*dist(k, member) over those who joined.
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
    double detours = 0;  // each times the member's kWh
  };
  std::vector<Hub> hubs_;
};

}  // namespace peerwatt::game
