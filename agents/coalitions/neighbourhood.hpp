#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/core/id.hpp"

#include "agents/coalitions/centroid_tree.hpp"

namespace peerwatt::game {

// The number that a partition gives to a member without a coalition.
inline constexpr std::int32_t kSingle = kNoId;

// A Neighbourhood is the network of one zone and the nodes where its members are.
struct Neighbourhood {
  RootedTree tree;                     // charged lengths
  std::span<const double> lengths_km;  // of the same edges; not read where there is no radius
  std::span<const std::uint32_t> nodes_of_members;
};

struct FormationRules {
  double network_charge = 0;        // kappa >= 0, currency per kWh and charged length
  std::optional<double> radius_km;  // of neighbours, along the tree; without it all are neighbours
  double tolerance = 1e-9;          // > 0, currency; a move has to gain more
};

// TradingTerms say what the members of a neighbourhood have to trade in a slot, by member.
struct TradingTerms {
  std::span<const double> supply_kwh;  // s_i, 0 for buyers
  std::span<const double> demand_kwh;  // d_j at the mid-market price, 0 for sellers
  double spread = 0;                   // p_gs - p_fit, currency/kWh
};

}  // namespace peerwatt::game
