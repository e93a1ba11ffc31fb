#include "agents/environment/market_tree.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

// The bus behind the line of the root through which a bus is supplied; the root itself for itself.
BusId feeder_of(const network::DistributionNetwork& network, BusId bus) {
  while (network.depth(bus) > 1) bus = network.parent(bus);
  return bus;
}

}  // namespace

MarketTree::MarketTree(const network::DistributionNetwork& network,
                       std::span<const scenario::MarketLevel> levels)
    : zones_{static_cast<std::uint32_t>(network.zone_count())} {
  for (const ZoneId zone : ids<ZoneId>(zones_)) {
    level_.push_back(0);
    parent_.push_back({});
    bus_.push_back(network.zone_head(zone));
    zones_below_.push_back({zone});
  }
  for (const scenario::MarketLevel& level : levels) add_level(network, level.area);
}

void MarketTree::add_level(const network::DistributionNetwork& network, scenario::MarketArea area) {
  const std::uint32_t level = level_.values().back() + 1;
  const std::uint32_t first = place_count();
  for (const PlaceId place : ids<PlaceId>(first)) {
    if (level_[place] + 1 != level) continue;
    const BusId at =
        area == scenario::MarketArea::kFeeder ? feeder_of(network, bus_[place]) : network.root();
    const auto known = std::find(bus_.begin() + first, bus_.end(), at);
    parent_[place] = PlaceId{static_cast<std::uint32_t>(known - bus_.begin())};
    if (known == bus_.end()) {
      level_.push_back(level);
      parent_.push_back({});
      bus_.push_back(at);
      zones_below_.push_back({});
    }
    std::vector<ZoneId>& below = zones_below_[parent_[place]];
    below.insert(below.end(), zones_below_[place].begin(), zones_below_[place].end());
  }
}

}  // namespace peerwatt::agents
