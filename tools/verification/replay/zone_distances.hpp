#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification {

// The part of the network that is a zone: a tree, from its top down.
class ZoneDistances {
 public:
  // `lengths`: by line, in the unit of distance; empty where distances do not matter.
  ZoneDistances(const RunFacts& facts, std::int32_t zone, std::span<const double> lengths);

  std::size_t edges() const { return buses_.empty() ? 0 : buses_.size() - 1; }
  // Place of a bus in the tree, the top first; below it come those that it supplies.
  std::size_t place(std::int32_t bus) const;
  // Length of the path between two places.
  double distance(std::size_t a, std::size_t b) const;
  // Of all lines.
  double length() const;
  // By place i: sum_j weights_j*dist(i, j).
  std::vector<double> distance_sums(std::span<const double> weights) const;
  // By place: the distance to the nearest of these places.
  std::vector<double> distances_to_nearest(std::span<const std::size_t> places) const;
  bool is_below(std::size_t place, std::size_t top) const;

  // sum_ij supply_i*demand_j*dist(i, j) over the places, edge by edge.
  double carried(std::span<const double> supply_kwh, std::span<const double> demand_kwh) const;

 private:
  std::vector<std::int32_t> buses_;
  std::vector<std::size_t> parent_;    // by place; the top is its own
  std::vector<double> length_;         // of the line to the parent
  std::vector<std::size_t> place_of_;  // by bus
  mutable std::vector<double> supply_below_, demand_below_;
};

}  // namespace peerwatt::verification
