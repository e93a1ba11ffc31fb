#include "agents/pricing/elastic_curve.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {

void ElasticCurve::make(std::span<const ResidualDemand> demands, double base_price) {
  ends_.clear();
  base_price_ = base_price;
  highest_end_ = base_price;
  inflexible_kwh_ = 0;
  for (const ResidualDemand& demand : demands) {
    inflexible_kwh_ += demand.inflexible_kwh;
    add_ends(demand);
  }
}

// Adds the price at which a prosumer's demand ends, and, if it sheds load, the one below which its
// demand does not rise any more.
void ElasticCurve::add_ends(const ResidualDemand& demand) {
  const FlexibleDemand& flexible = demand.flexible;
  const double end = demand.satiation_price();
  if (end <= base_price_) return;
  PEERWATT_EXPECTS(flexible.reference_price <= base_price_);
  const double slope = flexible.most_kwh / (flexible.choke_price - flexible.reference_price);
  ends_.push_back({end, slope});
  highest_end_ = std::max(highest_end_, end);
  const double full = flexible.saturation_price();
  if (flexible.shed_kwh > 0 && full > base_price_) ends_.push_back({full, -slope});
}

double ElasticCurve::slope_of(std::span<const End> ends) {
  double slope = 0;
  for (const End& end : ends) slope += end.slope;
  return slope;
}

double ElasticCurve::elastic_kwh_of(std::span<const End> ends, double price) {
  double kwh = 0;
  for (const End& end : ends) kwh += end.slope * (end.price - price);
  return kwh;
}

double ElasticCurve::lowest_price_leaving(double kwh) {
  if (kwh <= 0) return highest_end_;
  const Piece piece =
      piece_with_lowest([kwh](double, double elastic_kwh) { return elastic_kwh <= kwh; });
  if (piece.slope <= 0) return piece.bottom;  // as much is left everywhere on it
  return std::clamp(piece.top - (kwh - piece.elastic_kwh) / piece.slope, piece.bottom, piece.top);
}

}  // namespace peerwatt::game
