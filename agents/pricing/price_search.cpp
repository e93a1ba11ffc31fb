#include "agents/pricing/price_search.hpp"

#include <cmath>

#include "engine/core/contracts.hpp"

#include "agents/market/ticks.hpp"

namespace peerwatt::game {

PriceSearch::PriceSearch(const SearchBounds& bounds) : PriceSearch{bounds, bounds.base_price, 1} {}

PriceSearch::PriceSearch(const SearchBounds& bounds, double price, std::int64_t rounds)
    : bounds_{bounds}, price_{price}, rounds_{rounds} {
  PEERWATT_EXPECTS(bounds.price_cap >= bounds.base_price);
  PEERWATT_EXPECTS(bounds.max_rounds >= 1);
}

// The rounding error is relative to the price, or to 1 if that is larger.
double PriceSearch::rounding_at(double price) {
  constexpr double kRounding = 1e-12;
  return kRounding * std::max(1.0, std::abs(price));
}

bool PriceSearch::is_repeated(bool accepted) {
  PEERWATT_EXPECTS(state_ == SearchState::kSearching);
  if (pending_) state_ = accepted ? *pending_ : SearchState::kOutOfRounds;
  return pending_.has_value();
}

void PriceSearch::announce(double price) {
  price_ = price;
  ++rounds_;
}

void PriceSearch::climb(double price) {
  if (price_ >= bounds_.price_cap) {
    state_ = SearchState::kCapped;
  } else if (rounds_ >= bounds_.max_rounds) {
    state_ = SearchState::kOutOfRounds;
  } else {
    const double next = market::next_tick(price_, 1);
    const double wanted = market::tick_above(std::min(bounds_.price_cap, price));
    announce(std::min(bounds_.price_cap, std::max(next, wanted)));
  }
}

// Returns the lowest tick that is not below the price, or the one below `high` if that would be
// `high` or more.
double PriceSearch::tick_between(double price, double high) {
  const double tick = market::tick_above(price);
  return tick < high ? tick : market::next_tick(high, -1);
}

// Ends the search if the bracket is within the tolerance, or is one tick wide, as there is no price
// to announce between two ticks. One round is kept for announcing `high` once more.
bool PriceSearch::ends_at(double floor, double high) {
  const double least_width = market::to_price(1) + rounding_at(high);
  if (high - floor <= std::max(bounds_.tolerance, least_width)) {
    finish_at(high, SearchState::kConverged);
    return true;
  }
  if (rounds_ + 1 >= bounds_.max_rounds) {
    finish_at(high, SearchState::kOutOfRounds);
    return true;
  }
  return false;
}

// Ends at `high`, which is announced once more if it was not the last price.
void PriceSearch::finish_at(double high, SearchState state) {
  if (price_ == high) {
    state_ = state;
    return;
  }
  pending_ = state;
  announce(high);
}

}  // namespace peerwatt::game
