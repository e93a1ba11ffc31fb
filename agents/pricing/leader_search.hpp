#pragma once

#include <optional>

#include "agents/pricing/price_search.hpp"

namespace peerwatt::game {

// The leader's search for the lowest price p >= p_base with h(p) <= p, where h(p) is the price that
// its rule would set after the trades that p brings about (model, section 5): the one that would
// end the elastic demand left over, or the one that would minimize its cost.
//
// From p_base up along p <- h(p) until h(p) <= p; then the bracket [low, high], h(low) > low,
// h(high) <= high, is narrowed by the secant of h(p) - p, and by bisection where a secant step did
// not at least halve it. Where h falls, the answer at `high` bounds the price from below as
// well: h(high) <= h(p*) <= p*.
class LeaderSearch final : public PriceSearch {
 public:
  struct Point {
    double price;
    double excess;  // h(price) - price
  };

  explicit LeaderSearch(const SearchBounds& bounds) : PriceSearch{bounds} {}
  // Narrows a bracket that is known already: `low` was refused, `high` accepted in the last round.
  LeaderSearch(const SearchBounds& bounds, const Point& low, const Point& high,
               std::int64_t rounds);

  // `ruled` = h(announced()), finite; state() and, while searching, announced() change.
  void answer(double ruled);
  static bool accepts(const Point& point) { return point.excess <= rounding_at(point.price); }

 private:
  void narrow_bracket();
  double secant(double floor) const;

  std::optional<Point> low_;   // excess > 0
  std::optional<Point> high_;  // excess <= 0
};

}  // namespace peerwatt::game
