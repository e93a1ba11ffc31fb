#include "agents/coalitions/centroid_tree.hpp"

#include <algorithm>
#include <bit>

#include "engine/core/contracts.hpp"
#include "engine/core/id.hpp"

namespace peerwatt::game {
namespace {

constexpr double kUnknown = -1;  // distance

// The pieces into which the tree has been cut so far. A piece is named after its top, the node in
// it that is closest to the root of the tree. A level of the decomposition, which cuts every piece
// once, takes O(nodes).
class Pieces {
 public:
  Pieces(const RootedTree& tree, std::span<const std::uint32_t> nodes_of_members)
      : tree_{tree},
        members_at_(tree.parents.size()),
        weights_(tree.parents.size()),
        tops_(tree.parents.size()),
        centroids_(tree.parents.size()),
        distances_(tree.parents.size()) {
    for (std::uint32_t node = 1; node < nodes(); ++node)
      PEERWATT_EXPECTS(tree.parents[node] < node);
    for (const std::uint32_t node : nodes_of_members) ++members_at_[node];
    find_centroids();
  }

  // Returns the centroid of the piece that `node` is in, kNoIndex if the tree was cut at the node.
  std::uint32_t centroid(std::uint32_t node) const {
    return is_cut(node) ? kNoIndex : centroids_[tops_[node]];
  }
  double distance_to_centroid(std::uint32_t node) const { return distances_[node]; }

  void cut_at_centroids() {
    for (std::uint32_t node = 0; node < nodes(); ++node) {
      if (centroids_[node] != kNoIndex) tops_[centroids_[node]] = kNoIndex;
    }
    find_centroids();
  }

 private:
  std::uint32_t nodes() const { return static_cast<std::uint32_t>(tops_.size()); }
  bool is_cut(std::uint32_t node) const { return tops_[node] == kNoIndex; }
  bool is_top(std::uint32_t node) const { return tops_[node] == node; }

  void find_centroids() {
    weigh();
    // The nodes that have more than half of a piece's members at or below them form a chain down
    // from its top. The last of them is the centroid: no piece below it has more than half, and
    // what is above it has less than half. Nodes come after their parents, so the last one written
    // is the deepest.
    for (std::uint32_t node = 0; node < nodes(); ++node) {
      centroids_[node] = kNoIndex;
      if (is_cut(node)) continue;
      const std::uint32_t top = tops_[node];
      if (2 * weights_[node] > weights_[top]) centroids_[top] = node;
    }
    measure();
  }

  // Assigns every node to the top of its piece, downwards, and counts the members at and below it,
  // upwards.
  void weigh() {
    for (std::uint32_t node = 0; node < nodes(); ++node) {
      weights_[node] = members_at_[node];
      if (is_cut(node)) continue;
      const bool on_top = node == 0 || is_cut(tree_.parents[node]);
      tops_[node] = on_top ? node : tops_[tree_.parents[node]];
    }
    for (std::uint32_t node = nodes(); node-- > 0;) {
      if (!is_cut(node) && !is_top(node)) weights_[tree_.parents[node]] += weights_[node];
    }
  }

  // Computes the distance of every node to the centroid of its piece: first along the path from the
  // centroid up to the top, then from parents to children everywhere else.
  void measure() {
    distances_.assign(nodes(), kUnknown);
    for (const std::uint32_t centroid : centroids_) {
      if (centroid == kNoIndex) continue;
      distances_[centroid] = 0;
      for (std::uint32_t node = centroid; !is_top(node); node = tree_.parents[node]) {
        distances_[tree_.parents[node]] = distances_[node] + tree_.charged_lengths[node];
      }
    }
    for (std::uint32_t node = 0; node < nodes(); ++node) {
      if (centroid(node) == kNoIndex || distances_[node] != kUnknown) continue;
      distances_[node] = distances_[tree_.parents[node]] + tree_.charged_lengths[node];
    }
  }

  RootedTree tree_;
  std::vector<std::uint32_t> members_at_;
  std::vector<std::uint32_t> weights_;    // members of the piece at the node or below it
  std::vector<std::uint32_t> tops_;       // of the piece that the node is in; kNoIndex once cut
  std::vector<std::uint32_t> centroids_;  // by top; kNoIndex in a piece without members
  std::vector<double> distances_;         // to the centroid
};

}  // namespace

CentroidTree::CentroidTree(const RootedTree& tree, std::span<const std::uint32_t> nodes_of_members)
    : stride_{static_cast<std::size_t>(std::bit_width(nodes_of_members.size()))},
      steps_(stride_ * nodes_of_members.size()),
      step_counts_(nodes_of_members.size()) {
  PEERWATT_EXPECTS(tree.parents.size() == tree.charged_lengths.size());
  Pieces pieces{tree, nodes_of_members};
  std::vector<double> distances(nodes_of_members.size());  // by member, to the hub before
  std::vector<std::uint32_t> hub_at(tree.parents.size(), kNoIndex);
  for (std::size_t level = 0; level < stride_; ++level) {
    for (std::size_t member = 0; member < distances.size(); ++member) {
      const std::uint32_t node = nodes_of_members[member];
      const std::uint32_t centroid = pieces.centroid(node);
      if (centroid == kNoIndex) continue;
      if (hub_at[centroid] == kNoIndex) hub_at[centroid] = static_cast<std::uint32_t>(hubs_++);
      const double detour = pieces.distance_to_centroid(node) - distances[member];
      distances[member] += detour;
      steps_[member * stride_ + step_counts_[member]++] = {hub_at[centroid], detour};
    }
    pieces.cut_at_centroids();
  }
}

double CentroidTree::distance(std::uint32_t a, std::uint32_t b) const {
  const std::span<const Step> way_a = way(a), way_b = way(b);
  double distance = 0;
  for (std::size_t i = 0; i < std::min(way_a.size(), way_b.size()); ++i) {
    if (way_a[i].hub != way_b[i].hub) break;
    distance += way_a[i].detour + way_b[i].detour;
  }
  return distance;
}

}  // namespace peerwatt::game
