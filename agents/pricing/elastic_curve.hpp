#pragma once

#include <span>
#include <vector>

#include "agents/devices/flexible_demand.hpp"

namespace peerwatt::game {

// ElasticCurve is the elastic demand of all prosumers together from a base price upwards, E(p) =
// sum of max(0, y_n(p) - served_n): continuous, falling, and linear between the prices at which
// somebody's demand begins or ends to fall (docs/model.md, section 5). Invariant: those prices are
// sorted, the highest first, each with the change of slope there, so that a walk down sums the
// slopes to the exact curve. It is made in O(n log n) and walked in O(n), for n prosumers; memory
// O(n).
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
  double highest_end() const { return ends_.empty() ? base_price_ : ends_.front().price; }
  // Returns the inflexible load that is missing, kWh, which does not depend on the price.
  double inflexible_kwh() const { return inflexible_kwh_; }
  // Returns the lowest price, not below the base price, that leaves at most `kwh` of elastic
  // demand. O(n).
  double lowest_price_leaving(double kwh) const;

  // Visits the pieces between the base price and `top`, the highest first, until `visit` returns
  // false. The first piece is the single price `top`.
  template <class Visit>
  void walk_down(double top, Visit visit) const {
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
  void add_ends(const ResidualDemand& demand);

  std::vector<End> ends_;  // above the base price, the highest first
  double base_price_ = 0;
  double inflexible_kwh_ = 0;
};

}  // namespace peerwatt::game
