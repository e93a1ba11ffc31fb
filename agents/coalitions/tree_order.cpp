#include "agents/coalitions/tree_order.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {
namespace {

using Parents = std::span<const std::uint32_t>;

// Returns, by node, its number in preorder, where the children of a node come in order of their
// numbers. A node's subtree takes `sizes[node]` consecutive numbers. O(nodes).
std::vector<std::uint32_t> walk(Parents parents) {
  const auto nodes = static_cast<std::uint32_t>(parents.size());
  std::vector<std::uint32_t> sizes(nodes, 1), next(nodes), ranks(nodes);
  for (std::uint32_t node = nodes; node-- > 1;) sizes[parents[node]] += sizes[node];
  for (std::uint32_t node = 0; node < nodes; ++node) {
    if (node > 0) {
      ranks[node] = next[parents[node]];
      next[parents[node]] += sizes[node];
    }
    next[node] = ranks[node] + 1;
  }
  return ranks;
}

// Returns the lowest common ancestor. As parents have lower numbers, the node with the higher
// number cannot be an ancestor of the other and moves up. O(length of the path between the two).
std::uint32_t meeting_node(Parents parents, std::uint32_t a, std::uint32_t b) {
  while (a != b) {
    std::uint32_t& later = a > b ? a : b;
    later = parents[later];
  }
  return a;
}

// Returns, by node, the sum of `lengths` on the path from the root.
template <class Length>
std::vector<Length> measure(Parents parents, std::span<const Length> lengths) {
  std::vector<Length> ways(parents.size());
  for (std::size_t node = 1; node < ways.size(); ++node) {
    ways[node] = ways[parents[node]] + lengths[node];
  }
  return ways;
}

}  // namespace

TreeOrder::TreeOrder(const Neighbourhood& neighbourhood, const FormationRules& rules)
    : members(neighbourhood.nodes_of_members.size()), radius_km{rules.radius_km.value_or(0)} {
  const auto [parents, charged_lengths] = neighbourhood.tree;
  PEERWATT_EXPECTS(parents.size() == charged_lengths.size());
  PEERWATT_EXPECTS(!rules.radius_km || neighbourhood.lengths_km.size() == parents.size());
  for (std::uint32_t node = 1; node < parents.size(); ++node) {
    PEERWATT_EXPECTS(parents[node] < node);
  }
  place_members(neighbourhood);
  measure_ways(neighbourhood, rules);
}

void TreeOrder::place_members(const Neighbourhood& neighbourhood) {
  const std::vector<std::uint32_t> ranks = walk(neighbourhood.tree.parents);
  const auto rank_of = [&](std::uint32_t member) {
    return std::tuple{ranks[neighbourhood.nodes_of_members[member]], member};
  };
  std::iota(members.begin(), members.end(), 0U);
  std::sort(members.begin(), members.end(),
            [&](std::uint32_t a, std::uint32_t b) { return rank_of(a) < rank_of(b); });
}

void TreeOrder::measure_ways(const Neighbourhood& neighbourhood, const FormationRules& rules) {
  const Parents parents = neighbourhood.tree.parents;
  const auto hops_to =
      measure<std::uint32_t>(parents, std::vector<std::uint32_t>(parents.size(), 1));
  const auto length_to = measure<double>(parents, neighbourhood.tree.charged_lengths);
  const auto km_to =
      rules.radius_km ? measure<double>(parents, neighbourhood.lengths_km) : std::vector<double>{};
  std::uint32_t before = 0;  // node
  for (const std::uint32_t member : members) {
    const std::uint32_t node = neighbourhood.nodes_of_members[member];
    const std::uint32_t meeting = way_charge.empty() ? 0 : meeting_node(parents, before, node);
    hops.push_back(hops_to[node]);
    shared_hops.push_back(hops_to[meeting]);
    way_charge.push_back(rules.network_charge * length_to[node]);
    shared_charge.push_back(2 * rules.network_charge * length_to[meeting]);
    longest_charge = std::max(longest_charge, 2 * way_charge.back());
    before = node;
    if (!rules.radius_km) continue;
    way_km.push_back(km_to[node]);
    shared_km.push_back(2 * km_to[meeting]);
  }
}

}  // namespace peerwatt::game
