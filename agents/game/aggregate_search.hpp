#pragma once

#include <optional>

#include "agents/game/price_search.hpp"

namespace peerwatt::game {

// The search for the lowest price p >= p_base that leaves no elastic demand after the trades that p
// brings about, by a leader who learns of each announced price only how much elastic demand is left
// in all (model, section 5, `protocol: iterative`).
//
// A price that leaves none says nothing of how much too high it is. So the search comes from below:
// elastic demand falls ever more slowly (the sum of lines that end one after the other), therefore
// the line through two prices ends at a price that is not too high. It climbs by strides that at
// least double, or to that price where it is further, until nothing is left; then it keeps the
// bracket and announces the end of the line through the last two refused prices, or the middle.
class AggregateSearch final : public PriceSearch {
 public:
  explicit AggregateSearch(const SearchBounds& bounds) : PriceSearch{bounds} {}

  // What prosumers would still buy at announced() beyond what must be served, kWh, >= 0; exactly 0
  // when all have enough. state() and, while searching, announced() change.
  void answer(double elastic_kwh);

 private:
  struct Point {
    double price;
    double elastic_kwh;
  };
  double next_stride_end() const;
  double proposal() const;
  std::optional<double> line_end() const;

  std::optional<Point> below_;  // refused before `low_`
  std::optional<Point> low_;    // the highest price refused
  std::optional<double> high_;  // the lowest price accepted
};

}  // namespace peerwatt::game
