#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/id.hpp"

#include "engine/network/feeder.hpp"

// Graph work on plain indices; the only place of the graph library.
namespace peerwatt::network {

struct Edge {
  std::uint32_t a = kNoIndex;
  std::uint32_t b = kNoIndex;
};

// A SpanningForest has one breadth-first tree for each connected piece of a graph.
struct SpanningForest {
  std::vector<std::uint32_t> order;        // vertices of the first tree, then of the next one, ...
  std::vector<std::uint32_t> parent;       // by vertex; kNoIndex at the top of a tree
  std::vector<std::uint32_t> parent_edge;  // by vertex, the edge to its parent
  std::vector<std::uint32_t> depth;
  std::vector<std::uint32_t> tree;           // by vertex, the tree that it is in
  std::vector<std::uint32_t> closing_edges;  // left out: each closes a cycle with earlier ones
};

// Spans a graph by breadth-first search without recursion. The first tree starts at `root`, every
// other one at its vertex of lowest index (as all do if root is kNoIndex); neighbours follow in the
// order of the edges. Edges with an end at kNoIndex and loops do not count. Which edges close a
// cycle is decided first, in the order of the edges, by a union-find structure. O(vertices + edges)
// time, but for the inverse Ackermann factor of the latter, and memory.
SpanningForest span_forest(std::size_t vertices, const std::vector<Edge>& edges,
                           std::uint32_t root);

// Returns the index of each bus by name, the first one if a name occurs twice. The names are views.
std::unordered_map<std::string_view, std::uint32_t> bus_indices(const FeederDescription& feeder);

// Returns the ends of lines as bus indices, kNoIndex if no bus has that name.
std::vector<Edge> line_ends(const std::vector<FeederLine>& lines,
                            const std::unordered_map<std::string_view, std::uint32_t>& buses);

}  // namespace peerwatt::network
