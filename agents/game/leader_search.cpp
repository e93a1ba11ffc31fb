#include "agents/game/leader_search.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {
namespace {

constexpr double kRounding = 1e-12;  // currency/kWh: h and p come out of different sums

}  // namespace

LeaderSearch::LeaderSearch(const SearchBounds& bounds)
    : bounds_{bounds}, price_{bounds.base_price} {
  PEERWATT_EXPECTS(bounds.price_cap >= bounds.base_price);
  PEERWATT_EXPECTS(bounds.max_rounds >= 2);
}

void LeaderSearch::answer(double satiation) {
  PEERWATT_EXPECTS(state_ == SearchState::kSearching);
  if (pending_) {
    state_ = *pending_;
    return;
  }
  const Point at{price_, satiation - price_};
  if (at.excess > kRounding) {
    low_ = at;
    if (!high_) return climb(at);
  } else {
    high_ = at;
    if (!low_) {
      state_ = SearchState::kConverged;
      return;
    }
  }
  narrow();
}

void LeaderSearch::announce(double price) {
  price_ = price;
  ++rounds_;
}

void LeaderSearch::climb(const Point& at) {
  if (at.price >= bounds_.price_cap) {
    state_ = SearchState::kCapped;
  } else if (rounds_ >= bounds_.max_rounds) {
    state_ = SearchState::kOutOfRounds;
  } else {
    announce(std::min(bounds_.price_cap, at.price + at.excess));
  }
}

void LeaderSearch::narrow() {
  const double width = high_->price - low_->price;
  if (width <= bounds_.tolerance) return finish_at_high(SearchState::kConverged);
  if (rounds_ + 1 >= bounds_.max_rounds) return finish_at_high(SearchState::kOutOfRounds);
  const bool stalled = last_width_ > 0 && width > last_width_ / 2;
  const double middle = low_->price + width / 2;
  // A price that is not strictly between the ends is the last double there is.
  if (middle <= low_->price || middle >= high_->price) {
    return finish_at_high(SearchState::kConverged);
  }
  announce(stalled ? middle : secant_target(width));
  last_width_ = stalled ? 0 : width;
}

// The zero of the secant, moved by less than the tolerance towards the end that is farther from
// it: where the secant is right, the next two answers close the bracket.
double LeaderSearch::secant_target(double width) const {
  const double share = low_->excess / (low_->excess - high_->excess);
  const double zero = low_->price + share * width;
  const double nudge = 0.45 * bounds_.tolerance;
  const bool low_is_near = zero - low_->price < bounds_.tolerance;
  return std::clamp(low_is_near ? zero + nudge : zero - nudge, low_->price + nudge,
                    high_->price - nudge);
}

void LeaderSearch::finish_at_high(SearchState state) {
  if (price_ == high_->price) {
    state_ = state;
    return;
  }
  pending_ = state;
  announce(high_->price);
}

}  // namespace peerwatt::game
