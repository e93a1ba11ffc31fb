#include "agents/pricing/marginal_cost_price.hpp"

#include <algorithm>

namespace peerwatt::game {
namespace {

// Returns the lowest acceptable price on a piece D(p) = net + slope*(top - p), slope > 0.
// Acceptable are the prices with D <= 0, those with D <= K that cover 2a*D + b, and those that
// cover 2a*D + b + rho. Each set is a half-line upwards, so the lowest of the three ends is the
// answer.
double lowest_on(const ElasticCurve::Piece& piece, double net_kwh, const GenerationCost& cost) {
  const double slope = piece.slope;
  const auto price_at = [&](double demand_kwh) {
    return piece.top - (demand_kwh - net_kwh) / slope;
  };
  const auto covering = [&](double step) {
    const double a2 = 2 * cost.quadratic;
    return (a2 * (net_kwh + slope * piece.top) + cost.linear + step) / (1 + a2 * slope);
  };
  const double without_reserve = std::max(price_at(cost.capacity_kwh), covering(0));
  return std::min({price_at(0), without_reserve, covering(cost.reserve_price)});
}

}  // namespace

double marginal_cost_price(const GenerationCost& cost, double inelastic_kwh,
                           ElasticCurve& elastic) {
  const double least = cost.marginal_saving(inelastic_kwh);
  if (least > elastic.highest_end()) return least;
  const ElasticCurve::Piece piece =
      elastic.piece_with_lowest([&](double price, double elastic_kwh) {
        return cost.marginal_saving(inelastic_kwh + elastic_kwh) <= price;
      });
  const double net_kwh = inelastic_kwh + piece.elastic_kwh;
  const double found =
      piece.slope > 0 ? lowest_on(piece, net_kwh, cost) : cost.marginal_saving(net_kwh);
  return std::clamp(found, piece.bottom, piece.top);
}

}  // namespace peerwatt::game
