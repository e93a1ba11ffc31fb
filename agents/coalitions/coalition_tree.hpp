#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/coalitions/trade_tally.hpp"
#include "agents/coalitions/tree_order.hpp"

namespace peerwatt::game {

// An EdgeSplit is the best split of a coalition along an edge of the network. Its members at places
// first ... last are below the edge, the others above it.
struct EdgeSplit {
  double gain = 0;  // gain in total value, currency; 0 if no split gains
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// CoalitionTree computes the value of a coalition and the gain of each of its splits along an edge
// of the network, without going through pairs. It builds the compressed tree of the coalition: the
// nodes where members are and those where paths between them branch, at most 2*size - 1 nodes.
//
// With way(i) the charge of the path from the root to i, and shared(i,j) twice the charge of the
// common part of two such paths, the charge of carrying a kWh is way(i) + way(j) - shared(i,j). So
//   sum_ij s_i*d_j*charge(i,j)
//     = D*sum_i s_i*way(i) + S*sum_j d_j*way(j) - sum_ij s_i*d_j*shared(i,j)
// with S = sum s and D = sum d. Invariant: a closed node holds these sums over the members at and
// below it. A pair is counted at the node where its two paths branch, where shared(i,j) is that
// node's `shared_charge`. A cut above a node leaves the sums of the node below it, and above it
// those of the root less the node's and less the shared part of the pairs that are cut, which
// `supply_beside` and `demand_beside` give from the root downwards.
//
// Time of a tally and of all splits: O(last place - first place), as the branching nodes are minima
// over the places between (TreeOrder). Memory O(n). Nothing is allocated after construction.
class CoalitionTree {
 public:
  explicit CoalitionTree(std::size_t places);

  // Both are about the members at `places`, which must ascend. `best_split` computes the gain of
  // the best cut once more from the members of both parts, since a difference of sums keeps the
  // rounding errors of the whole.
  TradeTally tally(const TreeOrder& order, const PlacedTerms& terms,
                   std::span<const std::uint32_t> places);
  EdgeSplit best_split(const TreeOrder& order, const PlacedTerms& terms,
                       std::span<const std::uint32_t> places);

 private:
  struct Node {
    std::uint32_t hops = 0;
    double shared_charge = 0;  // twice kappa times the length of the path from the root
    std::uint32_t first = 0;   // lowest and highest place at the node and below it
    std::uint32_t last = 0;
    TradeTally tally{};  // of the members at the node and below it, without pairs
    // Sums over the same members: sum_i s_i*way(i) and sum_j d_j*way(j), and sum_ij
    // s_i*d_j*shared(i,j) over their pairs; currency, and currency*kWh.
    double supply_charge = 0;
    double demand_charge = 0;
    double shared_pairs = 0;
    std::uint32_t parent = 0;
    // Sums over the members k that are not at or below the node: of s_k and of d_k times shared(k,
    // node), currency.
    double supply_beside = 0;
    double demand_beside = 0;
  };

  // Builds the compressed tree. Afterwards all nodes but the root are closed; the root is the only
  // one in `open_`.
  void build(const TreeOrder& order, const PlacedTerms& terms,
             std::span<const std::uint32_t> places);
  void open(const Node& node);
  static void take_in(Node& node, double way_charge, const TradeTally& member);
  void part_at(const Node& meeting);
  void close_last();
  double gain_of_cutting(const Node& node, const Node& root, double spread) const;
  double gain_afresh(const TreeOrder& order, const PlacedTerms& terms,
                     std::span<const std::uint32_t> places, const EdgeSplit& split);

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> open_;    // nodes on the path from the root to the last place
  std::vector<std::uint32_t> closed_;  // each before its parent
  std::vector<std::uint32_t> part_;    // places of one part of a split
};

}  // namespace peerwatt::game
