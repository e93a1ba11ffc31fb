#pragma once

#include <cstdint>
#include <optional>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

// Of the path between two prosumers: what the network charge is counted by.
enum class ChargedLength : std::uint8_t { kLength, kResistance };
enum class SharesRule : std::uint8_t { kTrades, kShapley };

// Whom prosumers trade with: coalitions that form within every neighbourhood.
struct CoalitionSettings {
  double network_charge = 0;  // kappa, currency per kWh and km, or ohm
  ChargedLength distance = ChargedLength::kLength;
  std::optional<double> radius_km = std::nullopt;  // of neighbours; none: the whole zone
  double tolerance = 1e-9;                         // currency: what is no gain
  SharesRule shares = SharesRule::kTrades;
  std::int64_t shapley_orders = 100;  // sampled pairs of orders, in coalitions beyond 16 members

  // Whether a neighbourhood may fall into several coalitions.
  bool form() const { return network_charge > 0 || radius_km.has_value(); }
  bool needs_lengths() const {
    return radius_km.has_value() || (network_charge > 0 && distance == ChargedLength::kLength);
  }

  friend bool operator==(const CoalitionSettings&, const CoalitionSettings&) = default;
};

void describe(CoalitionSettings& coalition, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
