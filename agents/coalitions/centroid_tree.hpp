#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace peerwatt::game {

// A rooted tree, numbered so that every node comes after its parent.
struct RootedTree {
  std::span<const std::uint32_t> parents;   // that of the root, node 0, is not read
  std::span<const double> charged_lengths;  // of the edge to the parent, >= 0; km, or ohm
};

// Members at the nodes of a tree and the distances between them, ready for sums over many. The
// tree is cut at the node that leaves at most half of the members in any piece, then each piece is,
// and so on: the centroid decomposition. A member passes by the hubs (nodes cut at) of all pieces
// that it was in; two members part at the last hub they have in common, which lies between them.
//
// A step to the next hub says by how much the way to it is longer than to the hub before, so that
//   dist(a, b) = sum over the hubs they have in common of (detour of a + detour of b).
class CentroidTree {
 public:
  struct Step {
    std::uint32_t hub;
    double detour;  // less than 0 where the next hub is closer
  };

  // O(nodes * log members).
  CentroidTree(const RootedTree& tree, std::span<const std::uint32_t> nodes_of_members);

  std::size_t members() const { return step_counts_.size(); }
  std::size_t hubs() const { return hubs_; }
  // At most log2(members) + 1 steps.
  std::span<const Step> way(std::uint32_t member) const {
    return {steps_.data() + member * stride_, step_counts_[member]};
  }
  double distance(std::uint32_t a, std::uint32_t b) const;  // O(log members)

 private:
  std::size_t stride_;
  std::size_t hubs_ = 0;
  std::vector<Step> steps_;  // `stride_` places for each member
  std::vector<std::uint32_t> step_counts_;
};

}  // namespace peerwatt::game
