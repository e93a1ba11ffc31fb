#pragma once

#include <vector>

#include "engine/network/feeder.hpp"
#include "engine/network/topology.hpp"

namespace peerwatt::network {

// A feeder known to be a tree: line ends as indices, and its breadth-first order.
struct CheckedFeeder {
  std::vector<Edge> ends;  // by line
  SpanningForest tree;     // by bus; a single tree
};

// Throws InputError with everything that is wrong with the feeder.
CheckedFeeder check_feeder(const FeederDescription& feeder);

}  // namespace peerwatt::network
