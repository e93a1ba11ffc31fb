#pragma once

#include <span>

namespace peerwatt::verification {

// The lowest and the highest selling price that a round may have been told.
struct RoundPrice {
  double least = 0;
  double most = 0;

  bool is_known() const { return least <= most; }
};

// A limit price and the lambda of its owner.
struct StatedLimit {
  double limit_price = 0;
  double lambda = 0;
};

// From limit prices p_fit + lambda*(p - p_fit), each the nearest whole multiple of 1e-9, the
// multiples p that all of them may have come from; not known where there is none, or where all
// lambdas are next to nothing.
RoundPrice round_price(std::span<const StatedLimit> limits, double price_feed_in);

}  // namespace peerwatt::verification
