#include "engine/network/zone_rule.hpp"

#include "engine/network/topology.hpp"

namespace peerwatt::network {
namespace {

// Makes a zone of each connected piece that is left without the transformers, and names it after
// its bus closest to the root, the first of its buses in breadth-first order. O(n).
void name_pieces(FeederDescription& feeder) {
  const auto buses = bus_indices(feeder);
  std::vector<Edge> ends = line_ends(feeder.lines, buses);
  const auto root = buses.find(feeder.root);
  const SpanningForest whole =
      span_forest(feeder.buses.size(), ends, root == buses.end() ? kNoIndex : root->second);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (feeder.lines[i].kind == LineKind::kTransformer) ends[i] = {};
  }
  const SpanningForest pieces = span_forest(feeder.buses.size(), ends, kNoIndex);
  std::vector<std::uint32_t> heads(feeder.buses.size(), kNoIndex);  // by piece
  for (const std::uint32_t bus : whole.order) {
    std::uint32_t& head = heads[pieces.tree[bus]];
    if (head == kNoIndex) head = bus;
    feeder.buses[bus].zone = feeder.buses[head].name;
  }
}

}  // namespace

void name_zones(FeederDescription& feeder, ZoneRule rule) {
  switch (rule) {
    case ZoneRule::kSingle:
      for (FeederBus& bus : feeder.buses) bus.zone = feeder.root;
      break;
    case ZoneRule::kTransformer:
      name_pieces(feeder);
      break;
  }
}

}  // namespace peerwatt::network
