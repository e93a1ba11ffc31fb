#include "agents/pricing/aggregate_search.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {

void AggregateSearch::answer(double shortfall) {
  PEERWATT_EXPECTS(std::isfinite(shortfall) && shortfall >= 0);
  if (is_repeated(shortfall == 0)) return;
  if (shortfall > 0) {
    below_ = low_;
    low_ = Point{announced(), shortfall};
    if (!high_) return climb(next_stride_end());
  } else {
    high_ = announced();
    if (!low_) return accept_first();
  }
  narrow(low_->price, *high_, [this] { return proposal(); });
}

// Returns where the next stride of the climb ends: a sixteenth of the way to the cap first, then
// twice the last stride, or the end of the line if that is further.
double AggregateSearch::next_stride_end() const {
  constexpr double kFirstStride = 1.0 / 16;  // of the way from the base price to the cap
  if (!below_) {
    return low_->price + kFirstStride * (bounds().price_cap - bounds().base_price);
  }
  const double stride_end = low_->price + 2 * (low_->price - below_->price);
  return std::max(stride_end, line_end().value_or(stride_end) + nudge());
}

// Returns a price just above the end of the line: if demand is that line, the price is accepted,
// and the next proposal, within the tolerance below it, is refused.
double AggregateSearch::proposal() const {
  const double middle = low_->price + (*high_ - low_->price) / 2;
  const double price = std::min(line_end().value_or(middle) + nudge(), *high_ - 3 * nudge());
  return std::max(price, low_->price + nudge());
}

// Returns the price at which the line through the last two refused prices meets 0, if it falls.
std::optional<double> AggregateSearch::line_end() const {
  if (!below_ || below_->shortfall <= low_->shortfall) return {};
  const double slope = (below_->shortfall - low_->shortfall) / (low_->price - below_->price);
  return low_->price + low_->shortfall / slope;
}

}  // namespace peerwatt::game
