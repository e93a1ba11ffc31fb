#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace peerwatt::game {

// A rooted tree whose nodes are numbered so that every node comes after its parent.
struct RootedTree {
  std::span<const std::uint32_t> parents;   // by node; that of the root, node 0, is not read
  std::span<const double> charged_lengths;  // of the edge to the parent, >= 0; km, or ohm
};

// CentroidTree prepares a tree with m members at its nodes for distances and sums of distances
// between them, by centroid decomposition: the tree is cut at the node that leaves at most half of
// the members in any piece, then each piece is cut, until no piece has members. The nodes cut at
// are called hubs. A member's way is the list of the hubs of the pieces that it was in, at most
// floor(log2(m)) + 1 of them.
//
// Invariant: the hubs that two members have in common are the first ones of both ways, and the last
// common one lies on the path between the two. A step of a way holds the detour, by how much the
// distance to its hub exceeds that to the hub before (below 0 if the hub is closer). Detours up to
// a hub add up to the distance to it, so
//   dist(a, b) = sum over the common hubs of (detour of a + detour of b),
// which makes sums over many members separable by hub (DistanceSums). Memory O(m*log m).
class CentroidTree {
 public:
  struct Step {
    std::uint32_t hub;
    double detour;  // less than 0 where the next hub is closer
  };

  // Decomposes the tree in O(nodes*log m): O(nodes) for each level of pieces.
  CentroidTree(const RootedTree& tree, std::span<const std::uint32_t> nodes_of_members);

  std::size_t members() const { return step_counts_.size(); }
  std::size_t hubs() const { return hubs_; }
  // Returns the member's way, at most log2(m) + 1 steps.
  std::span<const Step> way(std::uint32_t member) const {
    return {steps_.data() + member * stride_, step_counts_[member]};
  }
  double distance(std::uint32_t a, std::uint32_t b) const;  // O(log m)

 private:
  std::size_t stride_;
  std::size_t hubs_ = 0;
  std::vector<Step> steps_;  // `stride_` entries for each member
  std::vector<std::uint32_t> step_counts_;
};

}  // namespace peerwatt::game
