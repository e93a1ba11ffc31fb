#pragma once

namespace peerwatt::game {

// CoalitionValue says whether the prosumers of a connected neighbourhood gain by forming a
// coalition. Without a network charge the game is superadditive, and the stable outcome is the one
// coalition of the neighbourhood as soon as any two of its members can trade (docs/equilibrium.md,
// Theorem 5).
struct CoalitionValue {
  double supply_kwh = 0;  // sum of s_i
  double demand_kwh = 0;  // sum of d_j at the mid-market price

  // Returns v(S) = Q*(p_gs - p_fit), Q = min(sum s, sum d), currency.
  double value(double price_sell, double price_feed_in) const;
};

}  // namespace peerwatt::game
