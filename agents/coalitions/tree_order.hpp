#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "agents/coalitions/neighbourhood.hpp"

namespace peerwatt::game {

// The members of a neighbourhood in the order in which one meets them walking down the tree, branch
// by branch; those at one node by number. A member's index in this order is its place.
//
// The ways from the root to two places part where, of all the ways between them, neighbours in the
// order part closest to the root. So what two ways share is a minimum over the places between:
//   charge(i, j) = way(i) + way(j) - min over k in (i, j] of shared(k),
// and all distances from one place are one sweep to either side.
struct TreeOrder {
  TreeOrder(const Neighbourhood& neighbourhood, const FormationRules& rules);

  std::uint32_t places() const { return static_cast<std::uint32_t>(members.size()); }
  bool has_radius() const { return !way_km.empty(); }
  // Minimum of shared_charge over the places behind `first` up to `last`; infinite where there is
  // none.
  double least_shared(std::uint32_t first, std::uint32_t last) const {
    double least = std::numeric_limits<double>::infinity();
    while (first < last) least = std::min(least, shared_charge[++first]);
    return least;
  }

  // Calls visit(place) for all others within the radius, where there is one.
  template <class Visit>
  void for_each_within_radius(std::uint32_t from, Visit&& visit) const;

  std::vector<std::uint32_t> members;  // by place, as are all others
  std::vector<std::uint32_t> hops;     // edges between the root and the place
  // Edges that the ways to this place and to the one before it have in common; 0 at place 0.
  std::vector<std::uint32_t> shared_hops;
  std::vector<double> way_charge;     // kappa times the length of the way from the root
  std::vector<double> shared_charge;  // twice that of what it shares with the way before
  double radius_km = 0;
  // The same in km; empty where there is no radius.
  std::vector<double> way_km;
  std::vector<double> shared_km;
  double longest_charge = 0;  // no two places are further apart, currency/kWh

 private:
  // Lengths are sums: what lies on the radius is within it.
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
