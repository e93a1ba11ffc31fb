#include "agents/pricing/cost_minimizer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {

// Keeps the price of least J. A price that is as good within a rounding error replaces it only if
// it is lower.
class CostMinimizer::Best {
 public:
  Best(double price, double outlay) : found_{price, outlay} {}

  void consider(double price, double outlay) {
    constexpr double kRounding = 1e-12;  // of sums of the size of J
    const double rounding = kRounding * (1 + std::abs(outlay));
    const bool as_good = outlay <= found_.outlay + rounding;
    if (outlay >= found_.outlay - rounding && !(as_good && price < found_.price)) return;
    found_.price = price;
    found_.outlay = std::min(found_.outlay, outlay);
  }
  const MinimizingPrice& found() const { return found_; }

 private:
  MinimizingPrice found_;
};

MinimizingPrice CostMinimizer::minimize(const LeaderOutlay& outlay,
                                        std::span<const ResidualDemand> demands) {
  PEERWATT_EXPECTS(outlay.price_cap >= outlay.base_price);
  elastic_.make(demands, outlay.base_price);
  const double cap = outlay.price_cap;
  std::optional<Best> best;
  ProsumerDemand at_cap{.inflexible_kwh = elastic_.inflexible_kwh()};
  double slope_at_cap = 0;
  elastic_.walk_down(cap, [&](const ElasticCurve::Piece& piece) {
    if (best) {
      evaluate(piece, outlay, *best);
    } else {
      at_cap.elastic_kwh = piece.elastic_kwh;
      slope_at_cap = piece.slope;
      best.emplace(cap, outlay.at(cap, at_cap));
    }
    return true;
  });
  MinimizingPrice found = best->found();
  const double saving = outlay.cost.marginal_saving(outlay.net_kwh(at_cap));
  found.beyond_cap = found.price == cap && (cap - saving) * slope_at_cap < outlay.sold_kwh(at_cap);
  return found;
}

// Tries the candidates of a piece. J'(p) = 0 at p = top - u with u = (top*B - E - B*C')/(2B*(1 +
// a*B)), where E is what is sold at the top of the piece, B its slope, C' = 2a*D + b + r the
// marginal cost at the top, and r = 0 or the reserve price. Where D = 0 nothing is generated, and u
// = (top*B - E)/(2B).
void CostMinimizer::evaluate(const ElasticCurve::Piece& piece, const LeaderOutlay& outlay,
                             Best& best) const {
  const double inflexible = elastic_.inflexible_kwh();
  const auto consider = [&](double price) {
    if (price >= piece.bottom && price <= piece.top) {
      best.consider(
          price, outlay.at(price, {.inflexible_kwh = inflexible, .elastic_kwh = piece.at(price)}));
    }
  };
  if (piece.slope > 0) {
    const GenerationCost& cost = outlay.cost;
    const ProsumerDemand at_top{.inflexible_kwh = inflexible, .elastic_kwh = piece.elastic_kwh};
    const double demand = outlay.net_kwh(at_top), slope = piece.slope;
    const double earned = piece.top * slope - outlay.sold_kwh(at_top);  // J' at the top, if C' = 0
    for (const double corner : std::array{0.0, cost.capacity_kwh}) {
      consider(piece.top - (corner - demand) / slope);
    }
    consider(piece.top - earned / (2 * slope));
    for (const double reserve : std::array{0.0, cost.reserve_price}) {
      const double marginal = 2 * cost.quadratic * demand + cost.linear + reserve;
      consider(piece.top -
               (earned - slope * marginal) / (2 * slope * (1 + cost.quadratic * slope)));
    }
  }
  consider(piece.bottom);
}

}  // namespace peerwatt::game
