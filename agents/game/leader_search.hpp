#pragma once

#include <cstdint>
#include <optional>

namespace peerwatt::game {

struct SearchBounds {
  double base_price = 0;  // currency/kWh
  double price_cap = 0;   // >= base_price
  double tolerance = 1e-6;
  std::int64_t max_rounds = 60;
};

enum class SearchState : std::uint8_t {
  kSearching,
  kConverged,    // the announced price is the lowest acceptable one, within the tolerance
  kCapped,       // elastic demand remains at the price cap: no equilibrium
  kOutOfRounds,  // the announced price is the best that was found, or its answer did not last
};

// The leader's search for the lowest price p >= p_base with h(p) <= p, where h(p) is the price that
// would end the elastic demand left over after the trades that p brings about (model, section 5).
// One announcement and its answer at a time, so that the rounds can be messages.
//
// From p_base up along p <- h(p) until h(p) <= p; then the bracket [low, high], h(low) > low,
// h(high) <= high, is narrowed by the secant of h(p) - p, and by bisection where a secant step did
// not at least halve it. As h falls, the answer at `high` bounds the price from below as well:
// h(high) <= h(p*) <= p*. The price that ends the search is always the last one announced.
class LeaderSearch {
 public:
  explicit LeaderSearch(const SearchBounds& bounds);

  double announced() const { return price_; }
  std::int64_t rounds() const { return rounds_; }
  SearchState state() const { return state_; }

  // `satiation` = h(announced()), finite; state() and, while searching, announced() change.
  void answer(double satiation);

 private:
  struct Point {
    double price;
    double excess;  // h(price) - price
  };
  void announce(double price);
  void climb(const Point& at);
  void narrow();
  double next_price(double floor) const;
  void finish_at_high(SearchState state);

  SearchBounds bounds_;
  double price_;
  std::int64_t rounds_ = 1;
  SearchState state_ = SearchState::kSearching;
  std::optional<Point> low_;   // excess > 0
  std::optional<Point> high_;  // excess <= 0
  double last_width_ = 0;
  std::optional<SearchState> pending_;  // what the answer to a repeated price will end in
};

}  // namespace peerwatt::game
