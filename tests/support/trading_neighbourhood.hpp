#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/coalitions/trading_coalition.hpp"

namespace peerwatt::testing {

// Members at the nodes of a tree, some of whom sell and some of whom buy.
struct TradingNeighbourhood {
  std::vector<std::uint32_t> parents;
  std::vector<double> lengths_km;
  std::vector<std::uint32_t> nodes;  // of the members
  std::vector<double> supply_kwh;
  std::vector<double> demand_kwh;
  double spread = 0.25;
  double charge_per_kwh_km = 0;
  game::CentroidTree tree;
  std::vector<std::uint32_t> places;

  // As long as this lives and stays where it is.
  game::NetworkCharge charge() const { return {charge_per_kwh_km, &tree, places}; }
  game::TradingGame game() const { return {supply_kwh, demand_kwh, spread, charge()}; }

  // Step by step along the tree.
  double path_km(std::uint32_t member, std::uint32_t other) const;
  // v(S) as the model writes it, pair by pair.
  double value_by_pairs(std::span<const std::uint32_t> coalition) const;
};

// A seeded one: about half of the members sell, `ratio` times what the others want in all; one in
// ten has nothing to trade. Trees are lines, stars and all between; lengths are whole sixteenths of
// a km and several members may share a node.
TradingNeighbourhood random_neighbourhood(std::uint64_t seed, std::uint32_t members, double ratio,
                                          double charge_per_kwh_km);

}  // namespace peerwatt::testing
