#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "agents/coalitions/neighbourhood.hpp"

namespace peerwatt::game {

// One member at each node of a line, 0.5, 2 and 1 km apart; two pairs of a seller and a buyer,
// unless said otherwise.
struct Street {
  std::vector<std::uint32_t> parents{0, 0, 1, 2}, nodes{0, 1, 2, 3};
  std::vector<double> charged_lengths{0, 0.5, 2, 1}, lengths_km{0, 0.5, 2, 1};
  std::vector<double> supply_kwh{2, 0, 4, 0}, demand_kwh{0, 2, 0, 4};
  double spread = 0.25;

  Neighbourhood neighbourhood() const { return {{parents, charged_lengths}, lengths_km, nodes}; }
  TradingTerms terms() const { return {supply_kwh, demand_kwh, spread}; }
};

// A charge, currency per kWh and km, at which the two pairs do better apart.
inline constexpr double kCharge = 0.0625;

inline FormationRules rules(double charge = kCharge, std::optional<double> radius_km = {}) {
  return {.network_charge = charge, .radius_km = radius_km};
}

}  // namespace peerwatt::game
