#include "agents/game/leader_search.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {
namespace {

// h and p come out of different sums: what they differ by for that reason alone, relative to a
// price of at least one.
constexpr double kRounding = 1e-12;

double rounding_at(double price) {
  return kRounding * std::max(1.0, std::abs(price));
}

}  // namespace

LeaderSearch::LeaderSearch(const SearchBounds& bounds)
    : bounds_{bounds}, price_{bounds.base_price} {
  PEERWATT_EXPECTS(bounds.price_cap >= bounds.base_price);
  PEERWATT_EXPECTS(bounds.max_rounds >= 2);
}

void LeaderSearch::answer(double satiation) {
  PEERWATT_EXPECTS(state_ == SearchState::kSearching);
  PEERWATT_EXPECTS(std::isfinite(satiation));
  const Point at{price_, satiation - price_};
  if (pending_) {
    // Where market rules draw lots, a price may be answered otherwise when it is announced again.
    state_ = at.excess > rounding_at(price_) ? SearchState::kOutOfRounds : *pending_;
    return;
  }
  if (at.excess > rounding_at(price_)) {
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
  const double floor = std::max(low_->price, high_->price + high_->excess);
  const double width = high_->price - floor;
  if (width <= std::max(bounds_.tolerance, rounding_at(high_->price))) {
    return finish_at_high(SearchState::kConverged);
  }
  if (rounds_ + 1 >= bounds_.max_rounds) return finish_at_high(SearchState::kOutOfRounds);
  const double price = next_price(floor);
  last_width_ = last_width_ > 0 && width > last_width_ / 2 ? 0 : width;
  announce(price);
}

// The zero of the secant, moved up by a part of the tolerance: where the secant is right, the
// answer there is just below the price, and that ends the search. The middle of the bracket, where
// the last secant step did not halve it.
double LeaderSearch::next_price(double floor) const {
  const double width = high_->price - floor;
  const double middle = floor + width / 2;
  if (last_width_ > 0 && width > last_width_ / 2) return middle;
  const double share = low_->excess / (low_->excess - high_->excess);
  const double zero = low_->price + share * (high_->price - low_->price);
  const double nudge = 0.25 * bounds_.tolerance;
  const double price = std::clamp(zero + nudge, floor + nudge, high_->price - nudge);
  return price > low_->price && price < high_->price ? price : middle;
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
