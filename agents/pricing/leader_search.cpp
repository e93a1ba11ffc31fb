#include "agents/pricing/leader_search.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {

LeaderSearch::LeaderSearch(const SearchBounds& bounds, const Point& low, const Point& high,
                           std::int64_t rounds)
    : PriceSearch{bounds, high.price, rounds}, low_{low}, high_{high} {
  PEERWATT_EXPECTS(low.price < high.price && !accepts(low) && accepts(high));
  narrow_bracket();
}

void LeaderSearch::answer(double ruled) {
  PEERWATT_EXPECTS(std::isfinite(ruled));
  const Point at{announced(), ruled - announced()};
  const bool accepted = accepts(at);
  if (is_repeated(accepted)) return;
  if (!accepted) {
    low_ = at;
    if (!high_) return climb(at.price + at.excess);
  } else {
    high_ = at;
    if (!low_) return accept_first();
  }
  narrow_bracket();
}

void LeaderSearch::narrow_bracket() {
  const bool bounds_below = bounds().response == Response::kFalling;
  const double floor =
      bounds_below ? std::max(low_->price, high_->price + high_->excess) : low_->price;
  narrow(floor, high_->price, [&] { return secant(floor); });
}

// Returns the zero of the secant of h(p) - p, moved up by a part of the tolerance: if h is the
// secant, the answer there is just below the price, which ends the search.
double LeaderSearch::secant(double floor) const {
  const double share = low_->excess / (low_->excess - high_->excess);
  const double zero = low_->price + share * (high_->price - low_->price);
  return std::clamp(zero + nudge(), floor + nudge(), high_->price - nudge());
}

}  // namespace peerwatt::game
