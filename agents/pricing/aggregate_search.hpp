#pragma once

#include <optional>

#include "agents/pricing/price_search.hpp"

namespace peerwatt::game {

// AggregateSearch finds the lowest price p >= p_base that fulfils the leader's rule after the
// trades that p brings about, for a leader who learns of each announced price only by how much it
// falls short of the rule: the elastic demand beyond what is allowed, or by how much the last kWh
// costs more than the price (docs/model.md, section 5, `protocol: iterative`).
//
// A price that does not fall short does not tell by how much it is too high, so the search comes
// from below. Given the trades, elastic demand is convex (a sum of lines that end one after the
// other), so the line through two refused prices meets 0 at a price that is not too high. The
// search climbs by strides that at least double, or to the end of that line if it is further: at
// most five rounds to the cap. Once a price is accepted it keeps a bracket and announces the end of
// the line through the last two refused prices, or the middle (PriceSearch has the bound on
// rounds). O(1) time and memory a round.
class AggregateSearch final : public PriceSearch {
 public:
  explicit AggregateSearch(const SearchBounds& bounds) : PriceSearch{bounds} {}

  // Takes by how much announced() falls short of the rule, in a unit of the caller's, at least 0,
  // and exactly 0 if it does not. It changes state() and, while searching, announced().
  void answer(double shortfall);

 private:
  struct Point {
    double price;
    double shortfall;
  };
  double next_stride_end() const;
  double proposal() const;
  std::optional<double> line_end() const;

  std::optional<Point> below_;  // the price refused before `low_`
  std::optional<Point> low_;    // the highest price refused
  std::optional<double> high_;  // the lowest price accepted
};

}  // namespace peerwatt::game
