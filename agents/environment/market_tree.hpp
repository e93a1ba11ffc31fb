#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "engine/network/distribution_network.hpp"

#include "agents/scenario/market_settings.hpp"

namespace peerwatt::agents {

// The market places: those of the zones first, then level by level those above them. What one
// leaves over is offered to its parent.
class MarketTree {
 public:
  MarketTree(const network::DistributionNetwork& network,
             std::span<const scenario::MarketLevel> levels);

  std::uint32_t zone_count() const { return zones_; }
  IdRange<PlaceId> places() const { return level_.ids(); }
  IdRange<PlaceId> areas() const { return {PlaceId{zones_}, place_count() - zones_}; }
  std::uint32_t place_count() const { return static_cast<std::uint32_t>(level_.size()); }
  // 0 = neighbourhood, n = the n-th of the scenario's levels.
  std::uint32_t level(PlaceId place) const { return level_[place]; }
  // Invalid at the top.
  PlaceId parent(PlaceId place) const { return parent_[place]; }
  BusId bus(PlaceId place) const { return bus_[place]; }
  // The zones below a place.
  std::span<const ZoneId> zones(PlaceId place) const { return zones_below_[place]; }

 private:
  void add_level(const network::DistributionNetwork& network, scenario::MarketArea area);

  std::uint32_t zones_;
  IdVector<PlaceId, std::uint32_t> level_;
  IdVector<PlaceId, PlaceId> parent_;
  IdVector<PlaceId, BusId> bus_;
  IdVector<PlaceId, std::vector<ZoneId>> zones_below_;
};

}  // namespace peerwatt::agents
