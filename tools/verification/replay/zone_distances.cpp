#include "tools/verification/replay/zone_distances.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace peerwatt::verification {

ZoneDistances::ZoneDistances(const RunFacts& facts, std::int32_t zone,
                             std::span<const double> lengths) {
  const recording::NetworkStatics& network = facts.network;
  const std::size_t count = network.bus_zone.size();
  std::vector<std::size_t> line_above(count, network.line_to.size());
  for (std::size_t line = 0; line < network.line_to.size(); ++line) {
    const auto bus = static_cast<std::size_t>(network.line_to[line]);
    if (bus < count) line_above[bus] = line;
  }
  const auto is_here = [&](std::int32_t bus) {
    return bus >= 0 && static_cast<std::size_t>(bus) < count &&
           network.bus_zone[static_cast<std::size_t>(bus)] == zone;
  };
  const auto above = [&](std::int32_t bus) {
    const std::size_t line = line_above[static_cast<std::size_t>(bus)];
    return line < network.line_from.size() ? network.line_from[line] : -1;
  };
  place_of_.assign(count, 0);
  // Those whose parent is in, until there is no other: the order of a tree from its top.
  std::vector<std::vector<std::int32_t>> below(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto bus = static_cast<std::int32_t>(i);
    if (!is_here(bus)) continue;
    if (is_here(above(bus))) {
      below[static_cast<std::size_t>(above(bus))].push_back(bus);
    } else if (buses_.empty()) {
      buses_.push_back(bus);
    }
  }
  for (std::size_t place = 0; place < buses_.size(); ++place) {
    const auto bus = static_cast<std::size_t>(buses_[place]);
    place_of_[bus] = place;
    const bool is_top = place == 0;
    parent_.push_back(is_top ? 0 : place_of_[static_cast<std::size_t>(above(buses_[place]))]);
    length_.push_back(is_top || lengths.empty() ? 0 : lengths[line_above[bus]]);
    buses_.insert(buses_.end(), below[bus].begin(), below[bus].end());
  }
}

std::size_t ZoneDistances::place(std::int32_t bus) const {
  return place_of_[static_cast<std::size_t>(bus)];
}

// Places rise from the top down: the higher one is never the other's parent.
double ZoneDistances::distance(std::size_t a, std::size_t b) const {
  double sum = 0;
  while (a != b) {
    std::size_t& lower = a > b ? a : b;
    sum += length_[lower];
    lower = parent_[lower];
  }
  return sum;
}

double ZoneDistances::length() const {
  return std::accumulate(length_.begin(), length_.end(), 0.0);
}

// On the way from a place down to the next, all below the line come nearer by its length, all
// others go farther.
std::vector<double> ZoneDistances::distance_sums(std::span<const double> weights) const {
  std::vector<double> below{weights.begin(), weights.end()}, from_top(buses_.size());
  double at_top = 0;
  for (std::size_t place = 1; place < buses_.size(); ++place) {
    from_top[place] = from_top[parent_[place]] + length_[place];
    at_top += weights[place] * from_top[place];
  }
  for (std::size_t place = buses_.size(); place-- > 1;) below[parent_[place]] += below[place];
  std::vector<double> sums(buses_.size(), at_top);
  for (std::size_t place = 1; place < buses_.size(); ++place) {
    sums[place] = sums[parent_[place]] + length_[place] * (below[0] - 2 * below[place]);
  }
  return sums;
}

bool ZoneDistances::is_below(std::size_t place, std::size_t top) const {
  while (place > top) place = parent_[place];
  return place == top;
}

double ZoneDistances::carried(std::span<const double> supply_kwh,
                              std::span<const double> demand_kwh) const {
  supply_below_.assign(supply_kwh.begin(), supply_kwh.end());
  demand_below_.assign(demand_kwh.begin(), demand_kwh.end());
  const double supply = std::accumulate(supply_kwh.begin(), supply_kwh.end(), 0.0);
  const double demand = std::accumulate(demand_kwh.begin(), demand_kwh.end(), 0.0);
  double sum = 0;
  for (std::size_t place = buses_.size(); place-- > 1;) {
    const double s = supply_below_[place], d = demand_below_[place];
    sum += length_[place] * (s * (demand - d) + d * (supply - s));
    supply_below_[parent_[place]] += s;
    demand_below_[parent_[place]] += d;
  }
  return sum;
}

std::vector<double> ZoneDistances::distances_to_nearest(std::span<const std::size_t> places) const {
  std::vector<double> distances(buses_.size(), std::numeric_limits<double>::infinity());
  for (const std::size_t place : places) distances[place] = 0;
  for (std::size_t place = buses_.size(); place-- > 1;) {
    double& above = distances[parent_[place]];
    above = std::min(above, distances[place] + length_[place]);
  }
  for (std::size_t place = 1; place < buses_.size(); ++place) {
    distances[place] = std::min(distances[place], distances[parent_[place]] + length_[place]);
  }
  return distances;
}

}  // namespace peerwatt::verification
