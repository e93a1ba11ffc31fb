#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/coalitions/trade_tally.hpp"
#include "agents/coalitions/tree_order.hpp"

namespace peerwatt::game {

// The best split of a coalition along an edge of the network: members at places first ... last are
// below the edge.
struct EdgeSplit {
  double gain = 0;  // in total value; 0 where nothing is gained
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// The part of the tree that joins the members of a coalition: the nodes where they are and those
// where their ways part. A tally and the gain of every split take O(places spanned).
class CoalitionTree {
 public:
  explicit CoalitionTree(std::size_t places);

  // Of those at `places`, which ascend.
  TradeTally tally(const TreeOrder& order, const PlacedTerms& terms,
                   std::span<const std::uint32_t> places);
  EdgeSplit best_split(const TreeOrder& order, const PlacedTerms& terms,
                       std::span<const std::uint32_t> places);

 private:
  struct Node {
    std::uint32_t hops;
    double shared_charge;  // twice kappa times the length of the way from the root
    std::uint32_t first;   // places at the node and below it
    std::uint32_t last;
    TradeTally tally{};  // at the node and below it; pairs once it is known
    // Sums over them: of s_i and d_j times the charge of their way from the root, and of s_i*d_j
    // times what the two ways share.
    double supply_charge = 0;
    double demand_charge = 0;
    double shared_pairs = 0;
    std::uint32_t parent = 0;
    // Sums of s_i and d_j over all others, times what their way shares with the one to the node.
    double supply_beside = 0;
    double demand_beside = 0;
  };

  // All but the root, as they were closed; the root is the one left open.
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
  std::vector<std::uint32_t> open_;    // nodes from the root down to the last place
  std::vector<std::uint32_t> closed_;  // each before its parent
  std::vector<std::uint32_t> part_;    // places
};

}  // namespace peerwatt::game
