#include "agents/pricing/elastic_curve.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {

void ElasticCurve::make(std::span<const ResidualDemand> demands, double base_price) {
  ends_.clear();
  base_price_ = base_price;
  inflexible_kwh_ = 0;
  for (const ResidualDemand& demand : demands) {
    inflexible_kwh_ += demand.inflexible_kwh;
    add_ends(demand);
  }
  std::sort(ends_.begin(), ends_.end(),
            [](const End& a, const End& b) { return a.price > b.price; });
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
  const double full = flexible.saturation_price();
  if (flexible.shed_kwh > 0 && full > base_price_) ends_.push_back({full, -slope});
}

double ElasticCurve::lowest_price_leaving(double kwh) const {
  if (kwh <= 0) return highest_end();
  double lowest = highest_end();
  walk_down(lowest, [&](const Piece& piece) {
    if (piece.at(piece.bottom) <= kwh) {
      lowest = piece.bottom;
      return true;
    }
    lowest = std::clamp(piece.top - (kwh - piece.elastic_kwh) / piece.slope, piece.bottom, lowest);
    return false;
  });
  return lowest;
}

}  // namespace peerwatt::game
