#include "tools/verification/replay/round_price.hpp"

#include <algorithm>
#include <cmath>

#include "agents/market/ticks.hpp"

namespace peerwatt::verification {

RoundPrice round_price(std::span<const StatedLimit> limits, double price_feed_in) {
  constexpr double kLeastLambda = 1e-3;  // below, a limit price tells little of the price
  constexpr double kRounding = 1e-12;    // relative, of the sums that limit prices come from
  RoundPrice found{HUGE_VAL, -HUGE_VAL};
  for (const auto& [limit, lambda] : limits) {
    if (lambda < kLeastLambda) continue;
    const double half_tick = market::to_price(1) / 2 + kRounding * (1 + std::fabs(limit));
    const double least = price_feed_in + (limit - half_tick - price_feed_in) / lambda;
    const double most = price_feed_in + (limit + half_tick - price_feed_in) / lambda;
    const bool is_first = found.least == HUGE_VAL;
    found.least = is_first ? least : std::max(found.least, least);
    found.most = is_first ? most : std::min(found.most, most);
  }
  if (!found.is_known()) return found;
  return {market::tick_above(found.least), market::tick_below(found.most)};
}

}  // namespace peerwatt::verification
