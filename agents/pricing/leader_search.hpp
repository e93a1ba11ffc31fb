#pragma once

#include <optional>

#include "agents/pricing/price_search.hpp"

namespace peerwatt::game {

// LeaderSearch finds the lowest price p >= p_base with h(p) <= p, where h(p) is the price that the
// leader's rule would set after the trades that p brings about (docs/model.md, section 5;
// docs/equilibrium.md, section 3): the one that ends the remaining elastic demand, or the one that
// minimizes the leader's outlay.
//
// It climbs from p_base along p <- h(p) until h(p) <= p, which one step does where h falls. Then it
// keeps a bracket with h(low) > low and h(high) <= high, and narrows it by the secant of h(p) - p,
// or by bisection where a secant step did not at least halve it (PriceSearch has the bound on
// rounds). Where h falls, the answer at `high` bounds the lowest acceptable price p* from below as
// well: h(high) <= h(p*) <= p*. If acceptable prices are not connected, an acceptable price below
// the one found may be missed; ProbingSearch looks for it. O(1) time and memory a round.
class LeaderSearch final : public PriceSearch {
 public:
  struct Point {
    double price;
    double excess;  // h(price) - price
  };

  explicit LeaderSearch(const SearchBounds& bounds) : PriceSearch{bounds} {}
  // Narrows a bracket that is known already: `low` was refused, and `high` accepted in the last
  // round.
  LeaderSearch(const SearchBounds& bounds, const Point& low, const Point& high,
               std::int64_t rounds);

  // Takes the answer `ruled` = h(announced()), which must be finite. It changes state() and, while
  // searching, announced().
  void answer(double ruled);
  static bool accepts(const Point& point) { return point.excess <= rounding_at(point.price); }

 private:
  void narrow_bracket();
  double secant(double floor) const;

  std::optional<Point> low_;   // excess > 0
  std::optional<Point> high_;  // excess <= 0
};

}  // namespace peerwatt::game
