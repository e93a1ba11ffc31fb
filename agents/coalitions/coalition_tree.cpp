#include "agents/coalitions/coalition_tree.hpp"

#include <algorithm>

namespace peerwatt::game {
CoalitionTree::CoalitionTree(std::size_t places) {
  nodes_.reserve(2 * places);
  open_.reserve(2 * places);
  closed_.reserve(2 * places);
  part_.reserve(places);
}

TradeTally CoalitionTree::tally(const TreeOrder& order, const PlacedTerms& terms,
                                std::span<const std::uint32_t> places) {
  if (places.empty()) return {};
  build(order, terms, places);
  const Node& root = nodes_[open_.front()];
  TradeTally tally = root.tally;
  tally.pairs = terms.spread * tally.supply_kwh * tally.demand_kwh -
                (tally.demand_kwh * root.supply_charge + tally.supply_kwh * root.demand_charge -
                 root.shared_pairs);
  return tally;
}

// Members come in the order of a walk down the tree. A node opens when the walk reaches it, and
// closes, passing its sums on to its parent, when the walk has left all that is below it. The inner
// loop finds the node where the path to a member leaves that to the member before: the minimum over
// the places between. In all it advances by last - first place.
void CoalitionTree::build(const TreeOrder& order, const PlacedTerms& terms,
                          std::span<const std::uint32_t> places) {
  nodes_.clear();
  open_.clear();
  closed_.clear();
  std::uint32_t before = places.front();
  for (const std::uint32_t place : places) {
    const Node own{order.hops[place], 2 * order.way_charge[place], place, place};
    Node meeting = own;  // where the paths of this member and the one before branch
    for (; before < place; ++before) {
      meeting.hops = std::min(meeting.hops, order.shared_hops[before + 1]);
      meeting.shared_charge = std::min(meeting.shared_charge, order.shared_charge[before + 1]);
    }
    part_at(meeting);
    if (nodes_[open_.back()].hops < own.hops) open(own);
    nodes_[open_.back()].last = place;
    take_in(nodes_[open_.back()], order.way_charge[place], terms.member(place));
  }
  while (open_.size() > 1) close_last();
}

void CoalitionTree::open(const Node& node) {
  open_.push_back(static_cast<std::uint32_t>(nodes_.size()));
  nodes_.push_back(node);
}

// Adds a member at the node. Its pairs with those already there share the whole path to the node.
void CoalitionTree::take_in(Node& node, double way_charge, const TradeTally& member) {
  node.shared_pairs += node.shared_charge * (node.tally.supply_kwh * member.demand_kwh +
                                             node.tally.demand_kwh * member.supply_kwh);
  node.supply_charge += member.supply_kwh * way_charge;
  node.demand_charge += member.demand_kwh * way_charge;
  node.tally = node.tally.with(member, 0);
}

// Closes all open nodes below the branching node, and inserts that node into the path if the tree
// does not have it yet.
void CoalitionTree::part_at(const Node& meeting) {
  while (!open_.empty() && nodes_[open_.back()].hops > meeting.hops) {
    const std::uint32_t last = open_.back();
    const bool meets_above =
        open_.size() == 1 || nodes_[open_[open_.size() - 2]].hops < meeting.hops;
    if (meets_above) {
      open_.pop_back();
      open(meeting);
      nodes_.back().first = nodes_[last].first;
      open_.push_back(last);
    }
    close_last();
  }
  if (open_.empty()) open(meeting);
}

// Closes the deepest open node and adds its sums to its parent's. Pairs of its members with those
// that the parent already counts branch at the parent.
void CoalitionTree::close_last() {
  const std::uint32_t closed = open_.back();
  open_.pop_back();
  closed_.push_back(closed);
  Node& part = nodes_[closed];
  Node& node = nodes_[open_.back()];
  part.parent = open_.back();
  node.last = part.last;
  node.shared_pairs +=
      part.shared_pairs + node.shared_charge * (node.tally.supply_kwh * part.tally.demand_kwh +
                                                node.tally.demand_kwh * part.tally.supply_kwh);
  node.supply_charge += part.supply_charge;
  node.demand_charge += part.demand_charge;
  node.tally = node.tally.with(part.tally, 0);
}

// Goes through the nodes from the root down (parents close after their children, so in reverse
// order of closing) and cuts above each. Of equal gains the cut found first is taken.
EdgeSplit CoalitionTree::best_split(const TreeOrder& order, const PlacedTerms& terms,
                                    std::span<const std::uint32_t> places) {
  if (places.size() < 2) return {};
  build(order, terms, places);
  const Node& root = nodes_[open_.front()];
  EdgeSplit best;
  for (std::size_t i = closed_.size(); i-- > 0;) {
    Node& node = nodes_[closed_[i]];
    const Node& parent = nodes_[node.parent];
    node.supply_beside = parent.supply_beside +
                         parent.shared_charge * (parent.tally.supply_kwh - node.tally.supply_kwh);
    node.demand_beside = parent.demand_beside +
                         parent.shared_charge * (parent.tally.demand_kwh - node.tally.demand_kwh);
    const double gain = gain_of_cutting(node, root, terms.spread);
    if (gain > best.gain) best = {gain, node.first, node.last};
  }
  if (best.gain > 0) best.gain = std::max(0.0, gain_afresh(order, terms, places, best));
  return best;
}

// Returns v(below) + v(above) - v(all) for the cut above `node`, O(1). The pairs with one member on
// either side are in neither part; `between` is the sum of s_i*d_j*shared(i,j) over them.
double CoalitionTree::gain_of_cutting(const Node& node, const Node& root, double spread) const {
  const auto value = [&](TradeTally tally, double supply_charge, double demand_charge,
                         double shared_pairs) {
    tally.pairs =
        spread * tally.supply_kwh * tally.demand_kwh -
        (tally.demand_kwh * supply_charge + tally.supply_kwh * demand_charge - shared_pairs);
    return tally.value();
  };
  const double between =
      node.tally.supply_kwh * node.demand_beside + node.tally.demand_kwh * node.supply_beside;
  return value(node.tally, node.supply_charge, node.demand_charge, node.shared_pairs) +
         value(root.tally.without(node.tally, 0), root.supply_charge - node.supply_charge,
               root.demand_charge - node.demand_charge,
               root.shared_pairs - node.shared_pairs - between) -
         value(root.tally, root.supply_charge, root.demand_charge, root.shared_pairs);
}

// Computes the gain of a split from the members of both parts. The sums above the edge were
// differences, which keep the rounding errors of the whole.
double CoalitionTree::gain_afresh(const TreeOrder& order, const PlacedTerms& terms,
                                  std::span<const std::uint32_t> places, const EdgeSplit& split) {
  const double before = tally(order, terms, places).value();
  double after = 0;
  for (const bool below : {true, false}) {
    part_.clear();
    for (const std::uint32_t place : places) {
      if ((split.first <= place && place <= split.last) == below) part_.push_back(place);
    }
    after += tally(order, terms, part_).value();
  }
  return after - before;
}

}  // namespace peerwatt::game
