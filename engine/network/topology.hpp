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

// One breadth-first tree for each connected piece of a graph.
struct SpanningForest {
  std::vector<std::uint32_t> order;        // vertices: the first tree's, then the next one's, ...
  std::vector<std::uint32_t> parent;       // of each vertex; kNoIndex at the top of a tree
  std::vector<std::uint32_t> parent_edge;  // the edge to it
  std::vector<std::uint32_t> depth;
  std::vector<std::uint32_t> tree;           // which tree each vertex is in
  std::vector<std::uint32_t> closing_edges;  // left out: each closes a cycle with earlier edges
};

// The first tree starts at `root`, every other one at its vertex of lowest index (so they do all,
// when root is kNoIndex); neighbours follow in the order of the edges. Edges with an end at
// kNoIndex and loops do not count. O(vertices + edges), without recursion.
SpanningForest span_forest(std::size_t vertices, const std::vector<Edge>& edges,
                           std::uint32_t root);

// The index of each bus by name; the first one where a name occurs twice. The names are views.
std::unordered_map<std::string_view, std::uint32_t> bus_indices(const FeederDescription& feeder);

// The ends of lines as bus indices; kNoIndex where no bus has that name.
std::vector<Edge> line_ends(const std::vector<FeederLine>& lines,
                            const std::unordered_map<std::string_view, std::uint32_t>& buses);

}  // namespace peerwatt::network
