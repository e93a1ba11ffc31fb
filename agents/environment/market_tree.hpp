#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/network/distribution_network.hpp"

#include "agents/scenario/market_settings.hpp"

namespace peerwatt::agents {

// The market places: those of the zones first, then level by level those above them. What one
// leaves over is offered to its parent.
class MarketTree {
 public:
  static constexpr std::uint32_t kNoPlace = 0xffffffff;

  MarketTree(const network::DistributionNetwork& network,
             std::span<const scenario::MarketLevel> levels);

  std::uint32_t zone_count() const { return zones_; }
  std::uint32_t place_count() const { return static_cast<std::uint32_t>(level_.size()); }
  // 0 = neighbourhood, n = the n-th of the scenario's levels.
  std::uint32_t level(std::uint32_t place) const { return level_[place]; }
  std::uint32_t parent(std::uint32_t place) const { return parent_[place]; }
  BusId bus(std::uint32_t place) const { return bus_[place]; }
  // The zones below a place.
  std::span<const std::uint32_t> zones(std::uint32_t place) const { return zones_below_[place]; }

 private:
  void add_level(const network::DistributionNetwork& network, scenario::MarketArea area);

  std::uint32_t zones_;
  std::vector<std::uint32_t> level_;
  std::vector<std::uint32_t> parent_;
  std::vector<BusId> bus_;
  std::vector<std::vector<std::uint32_t>> zones_below_;
};

}  // namespace peerwatt::agents
