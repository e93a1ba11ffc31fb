#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "agents/devices/flexible_demand.hpp"

namespace peerwatt::game {

// ElasticCurve is the elastic demand of all prosumers together from a base price upwards, E(p) =
// sum of max(0, y_n(p) - served_n): continuous, falling, and linear between the prices at which
// somebody's demand begins or ends to fall (docs/model.md, section 5). Those prices are kept, each
// with the change of slope there. For n prosumers the curve is made in O(n), the piece with a price
// that is looked for is found in O(n), and all pieces are visited in O(n log n); memory O(n).
class ElasticCurve {
 public:
  // E(p) = elastic_kwh + slope*(top - p) for p in [bottom, top].
  struct Piece {
    double bottom;
    double top;
    double elastic_kwh;  // at the top
    double slope;        // kWh per currency/kWh, >= 0

    double at(double price) const { return elastic_kwh + slope * (top - price); }
  };

  // Makes the curve. Reference prices must not lie above the base price, currency/kWh.
  void make(std::span<const ResidualDemand> demands, double base_price);

  double base_price() const { return base_price_; }
  // Returns the lowest price from which on nobody has elastic demand; at least the base price.
  // O(1).
  double highest_end() const { return highest_end_; }
  // Returns the inflexible load that is missing, kWh, which does not depend on the price.
  double inflexible_kwh() const { return inflexible_kwh_; }
  // Returns the lowest price, not below the base price, that leaves at most `kwh` of elastic
  // demand. O(n).
  double lowest_price_leaving(double kwh);

  // Returns the piece with the lowest price at which `holds(price, E(price))`, which must be so at
  // the highest end, and at every price above one at which it is. O(n) on average.
  template <class Holds>
  Piece piece_with_lowest(Holds holds) {
    Piece found{base_price_, highest_end_, 0, 0};
    for (std::span<End> between = ends_; !between.empty();) {  // bottom and top of the piece
      const std::size_t middle = between.size() / 2;
      std::nth_element(between.begin(), between.begin() + middle, between.end(), is_higher);
      const double price = between[middle].price;
      const std::span<const End> above = between.first(middle + 1);
      const double elastic_kwh = found.at(price) + elastic_kwh_of(above, price);
      if (holds(price, elastic_kwh)) {
        found = {found.bottom, price, elastic_kwh, found.slope + slope_of(above)};
        between = between.subspan(middle + 1);
      } else {
        found.bottom = price;
        between = between.first(middle);
      }
    }
    return found;
  }

  // Visits the pieces between the base price and `top`, the highest first, until `visit` returns
  // false. The first piece is the single price `top`. O(n log n).
  template <class Visit>
  void walk_down(double top, Visit visit) {
    std::sort(ends_.begin(), ends_.end(), is_higher);
    Piece piece{top, top, 0, 0};
    auto end = ends_.begin();
    for (; end != ends_.end() && end->price >= top; ++end) {
      piece.elastic_kwh += end->slope * (end->price - top);
      piece.slope += end->slope;
    }
    if (!visit(piece)) return;
    while (piece.bottom > base_price_) {
      piece.bottom = end == ends_.end() ? base_price_ : end->price;
      if (!visit(piece)) return;
      if (end == ends_.end()) return;
      piece = {piece.bottom, piece.bottom, piece.at(piece.bottom), piece.slope + end->slope};
      ++end;
    }
  }

 private:
  // A change of slope: below this price, demand rises by so much more per unit of price than above.
  struct End {
    double price;
    double slope;
  };
  static bool is_higher(const End& a, const End& b) { return a.price > b.price; }
  void add_ends(const ResidualDemand& demand);
  static double slope_of(std::span<const End> ends);
  // Of ends at this price or above.
  static double elastic_kwh_of(std::span<const End> ends, double price);

  std::vector<End> ends_;  // above the base price
  double base_price_ = 0;
  double highest_end_ = 0;
  double inflexible_kwh_ = 0;
};

}  // namespace peerwatt::game
