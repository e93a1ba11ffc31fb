#include "engine/network/topology.hpp"

#include <numeric>
#include <utility>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/two_bit_color_map.hpp>
#include <boost/pending/disjoint_sets.hpp>
#include <boost/pending/queue.hpp>

namespace peerwatt::network {
namespace {

struct EdgeNumber {
  std::uint32_t edge = kNoIndex;
};

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, EdgeNumber,
                                                 boost::no_property, std::uint32_t>;

// Splits the edges into those of a forest, which are returned, and those that close a cycle with
// earlier ones. Invariant: the sets are the connected pieces of the edges kept so far.
std::vector<std::uint32_t> forest_edges(std::size_t vertices, const std::vector<Edge>& edges,
                                        std::vector<std::uint32_t>& closing_edges) {
  std::vector<std::uint32_t> rank(vertices);
  std::vector<std::uint32_t> leader(vertices);
  std::iota(leader.begin(), leader.end(), 0U);
  constexpr boost::typed_identity_property_map<std::uint32_t> kIndex;
  boost::disjoint_sets pieces{boost::make_iterator_property_map(rank.begin(), kIndex),
                              boost::make_iterator_property_map(leader.begin(), kIndex)};
  std::vector<std::uint32_t> kept;
  for (std::uint32_t e = 0; e < edges.size(); ++e) {
    const auto [a, b] = edges[e];
    if (a == kNoIndex || b == kNoIndex || a == b) continue;
    if (pieces.find_set(a) == pieces.find_set(b)) {
      closing_edges.push_back(e);
    } else {
      pieces.union_set(a, b);
      kept.push_back(e);
    }
  }
  return kept;
}

// Returns the graph of the kept edges, each in both directions.
Graph graph_of(std::size_t vertices, const std::vector<Edge>& edges,
               const std::vector<std::uint32_t>& kept) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<EdgeNumber> numbers;
  ends.reserve(2 * kept.size());
  numbers.reserve(2 * kept.size());
  for (const std::uint32_t e : kept) {
    ends.emplace_back(edges[e].a, edges[e].b);
    ends.emplace_back(edges[e].b, edges[e].a);
    numbers.insert(numbers.end(), 2, EdgeNumber{e});
  }
  return Graph{boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), numbers.begin(),
               static_cast<std::uint32_t>(vertices)};
}

class ForestVisitor : public boost::default_bfs_visitor {
 public:
  ForestVisitor(SpanningForest& forest, std::uint32_t tree) : forest_{&forest}, tree_{tree} {}

  void discover_vertex(std::uint32_t vertex, const Graph&) const {
    forest_->order.push_back(vertex);
    forest_->tree[vertex] = tree_;
  }

  template <class GraphEdge>
  void tree_edge(const GraphEdge& edge, const Graph& graph) const {
    const std::uint32_t parent = boost::source(edge, graph);
    const std::uint32_t child = boost::target(edge, graph);
    forest_->parent[child] = parent;
    forest_->parent_edge[child] = graph[edge].edge;
    forest_->depth[child] = forest_->depth[parent] + 1;
  }

 private:
  SpanningForest* forest_;
  std::uint32_t tree_;
};

}  // namespace

SpanningForest span_forest(std::size_t vertices, const std::vector<Edge>& edges,
                           std::uint32_t root) {
  SpanningForest forest;
  forest.order.reserve(vertices);
  forest.parent.assign(vertices, kNoIndex);
  forest.parent_edge.assign(vertices, kNoIndex);
  forest.depth.assign(vertices, 0);
  forest.tree.assign(vertices, kNoIndex);
  const auto kept = forest_edges(vertices, edges, forest.closing_edges);
  const Graph graph = graph_of(vertices, edges, kept);
  boost::two_bit_color_map<> colours{vertices};
  std::uint32_t trees = 0;
  const auto grow_from = [&](std::uint32_t top) {
    boost::queue<std::uint32_t> queue;
    boost::breadth_first_visit(graph, top, queue, ForestVisitor{forest, trees++}, colours);
  };
  if (root != kNoIndex) grow_from(root);
  for (std::uint32_t vertex = 0; vertex < vertices; ++vertex) {
    if (forest.tree[vertex] == kNoIndex) grow_from(vertex);
  }
  return forest;
}

std::unordered_map<std::string_view, std::uint32_t> bus_indices(const FeederDescription& feeder) {
  std::unordered_map<std::string_view, std::uint32_t> indices;
  indices.reserve(feeder.buses.size());
  for (const FeederBus& bus : feeder.buses) {
    indices.emplace(bus.name, static_cast<std::uint32_t>(&bus - feeder.buses.data()));
  }
  return indices;
}

std::vector<Edge> line_ends(const std::vector<FeederLine>& lines,
                            const std::unordered_map<std::string_view, std::uint32_t>& buses) {
  const auto index_of = [&](const std::string& bus) {
    const auto found = buses.find(bus);
    return found == buses.end() ? kNoIndex : found->second;
  };
  std::vector<Edge> ends;
  ends.reserve(lines.size());
  for (const FeederLine& line : lines) ends.push_back({index_of(line.from), index_of(line.to)});
  return ends;
}

}  // namespace peerwatt::network
