#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "agents/coalitions/neighbourhood.hpp"

namespace peerwatt::game {

// TreeOrder lists the members of a neighbourhood in preorder, the order in which a walk down the
// network tree, branch by branch, meets them; those at one node by number. A member's index in this
// order is its place.
//
// Invariant: the paths from the root to places i < j branch at the lowest common ancestor of the
// two, which is the one closest to the root among those of consecutive places from i to j. So the
// shared part of two paths is a range minimum,
//   charge(i, j) = way(i) + way(j) - min over k in (i, j] of shared(k),
// with way the charge from the root and shared(k) twice that of what the paths to places k-1 and k
// have in common. All distances from one place take one sweep to either side with a running
// minimum, O(n), and no matrix of distances is kept.
//
// Construction takes O(nodes + n*log n): the paths between consecutive places cover each edge at
// most twice. Memory O(n).
struct TreeOrder {
  TreeOrder(const Neighbourhood& neighbourhood, const FormationRules& rules);

  std::uint32_t places() const { return static_cast<std::uint32_t>(members.size()); }
  bool has_radius() const { return !way_km.empty(); }
  // Returns the minimum of shared_charge over places first+1 ... last, infinity if there are none.
  // O(last - first).
  double least_shared(std::uint32_t first, std::uint32_t last) const {
    double least = std::numeric_limits<double>::infinity();
    while (first < last) least = std::min(least, shared_charge[++first]);
    return least;
  }

  // Calls visit(place) for all other members within the radius. Only for rules with a radius. O(n).
  template <class Visit>
  void for_each_within_radius(std::uint32_t from, Visit&& visit) const;

  std::vector<std::uint32_t> members;  // by place, as all lists that follow
  std::vector<std::uint32_t> hops;     // edges between the root and the place
  // Number of edges that the paths from the root to this place and to the one before have in
  // common; 0 at place 0.
  std::vector<std::uint32_t> shared_hops;
  std::vector<double> way_charge;     // kappa times the length of the path from the root
  std::vector<double> shared_charge;  // twice that of the part shared with the path before
  double radius_km = 0;
  // The same lengths in km; empty if there is no radius.
  std::vector<double> way_km;
  std::vector<double> shared_km;
  double longest_charge = 0;  // no two members are further apart, currency/kWh

 private:
  // Lengths are sums with rounding errors; a member exactly on the radius counts as within it.
  static constexpr double kToleranceKm = 1e-9;

  void place_members(const Neighbourhood& neighbourhood);
  void measure_ways(const Neighbourhood& neighbourhood, const FormationRules& rules);
};

template <class Visit>
void TreeOrder::for_each_within_radius(std::uint32_t from, Visit&& visit) const {
  const double reach = radius_km + kToleranceKm - way_km[from];
  double shared = 2 * way_km[from];
  for (std::uint32_t place = from + 1; place < places(); ++place) {
    shared = std::min(shared, shared_km[place]);
    if (way_km[place] - shared <= reach) visit(place);
  }
  shared = 2 * way_km[from];
  for (std::uint32_t place = from; place-- > 0;) {
    shared = std::min(shared, shared_km[place + 1]);
    if (way_km[place] - shared <= reach) visit(place);
  }
}

}  // namespace peerwatt::game
