#pragma once

#include <optional>

#include "agents/pricing/price_search.hpp"

namespace peerwatt::game {

// The search for the lowest price p >= p_base that fulfils the leader's rule after the trades that
// p brings about, by a leader who learns of each announced price only how much it falls short of
// it: the elastic demand left beyond what is allowed, or by how much the last kWh costs more than
// the price (model, section 5, `protocol: iterative`).
//
// A price that does not fall short says nothing of how much too high it is. So the search comes
// from below: elastic demand falls ever more slowly (the sum of lines that end one after the
// other), therefore the line through two prices ends at a price that is not too high. It climbs by
// strides that at least double, or to that price where it is further, until a price is accepted;
// then it keeps the bracket and announces the end of the line through the last two refused prices,
// or the middle.
class AggregateSearch final : public PriceSearch {
 public:
  explicit AggregateSearch(const SearchBounds& bounds) : PriceSearch{bounds} {}

  // By how much announced() falls short of the rule, in a unit of the caller's, >= 0; exactly 0
  // where it does not. state() and, while searching, announced() change.
  void answer(double shortfall);

 private:
  struct Point {
    double price;
    double shortfall;
  };
  double next_stride_end() const;
  double proposal() const;
  std::optional<double> line_end() const;

  std::optional<Point> below_;  // refused before `low_`
  std::optional<Point> low_;    // the highest price refused
  std::optional<double> high_;  // the lowest price accepted
};

}  // namespace peerwatt::game
