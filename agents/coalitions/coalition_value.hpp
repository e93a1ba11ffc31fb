#pragma once

namespace peerwatt::game {

// Whether the prosumers of a connected neighbourhood form a coalition, and whether any of them can
// gain by it. Without a network charge the game is superadditive: the stable outcome is the one
// coalition of the neighbourhood as soon as anyone in it can trade (model, section 4).
struct CoalitionValue {
  double supply_kwh = 0;  // sum of s_i
  double demand_kwh = 0;  // sum of d_j at the mid-market price

  // v(S) = Q*(p_gs - p_fit), Q = min(sum s, sum d), currency.
  double value(double price_sell, double price_feed_in) const;
};

}  // namespace peerwatt::game
