#pragma once

#include <vector>

#include "engine/network/feeder.hpp"
#include "engine/network/topology.hpp"

namespace peerwatt::network {

// A CheckedFeeder is a feeder known to be a tree: its line ends as indices, and its breadth-first
// order.
struct CheckedFeeder {
  std::vector<Edge> ends;  // by line
  SpanningForest tree;     // by bus; a single tree
};

// Checks a feeder. Throws an InputError that lists everything that is
// wrong with it.
CheckedFeeder check_feeder(const FeederDescription& feeder);

}  // namespace peerwatt::network
