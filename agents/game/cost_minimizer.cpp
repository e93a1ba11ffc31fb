#include "agents/game/cost_minimizer.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {

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
  const double cap = outlay.price_cap;
  Piece piece{cap, cap, collect_ends(outlay, demands), 0};
  auto end = ends_.begin();
  for (; end != ends_.end() && end->price >= cap; ++end) {
    piece.demand_kwh += end->slope * (end->price - cap);
    piece.slope += end->slope;
  }
  const double demand_at_cap = piece.demand_kwh, slope_at_cap = piece.slope;
  Best best{cap, outlay.at(cap, demand_at_cap)};
  while (true) {
    piece.bottom = end == ends_.end() ? outlay.base_price : end->price;
    look_into(piece, outlay, best);
    if (end == ends_.end()) break;
    piece = {piece.bottom, piece.bottom, piece.at(piece.bottom), piece.slope + end->slope};
    ++end;
  }
  MinimizingPrice found = best.found();
  const double saving = outlay.cost.marginal_saving(outlay.other_kwh + demand_at_cap);
  found.beyond_cap = found.price == cap && (cap - saving) * slope_at_cap < demand_at_cap;
  return found;
}

// Returns the demand that no price ends.
double CostMinimizer::collect_ends(const LeaderOutlay& outlay,
                                   std::span<const ResidualDemand> demands) {
  ends_.clear();
  double must_kwh = 0;
  for (const ResidualDemand& demand : demands) {
    must_kwh += demand.must_kwh;
    const FlexibleDemand& flexible = demand.flexible;
    const double end = demand.satiation_price();
    if (end <= outlay.base_price) continue;
    PEERWATT_EXPECTS(flexible.reference_price <= outlay.base_price);
    const double slope = flexible.most_kwh / (flexible.choke_price - flexible.reference_price);
    ends_.push_back({end, slope});
    const double full = flexible.saturation_price();
    if (flexible.given_up_kwh > 0 && full > outlay.base_price) ends_.push_back({full, -slope});
  }
  std::sort(ends_.begin(), ends_.end(),
            [](const End& a, const End& b) { return a.price > b.price; });
  return must_kwh;
}

// J'(p) = 0 where p = top - u with u = (top*B - E - B*(2a*(E_o + E) + b + r)) / (2B*(1 + a*B)), E
// the demand at the top of the piece, B its slope, r the price of the reserve where it runs.
void CostMinimizer::look_into(const Piece& piece, const LeaderOutlay& outlay, Best& best) {
  const auto consider = [&](double price) {
    if (price >= piece.bottom && price <= piece.top) {
      best.consider(price, outlay.at(price, piece.at(price)));
    }
  };
  if (piece.slope > 0) {
    const GenerationCost& cost = outlay.cost;
    const double demand = outlay.other_kwh + piece.demand_kwh, slope = piece.slope;
    const double marginal = 2 * cost.quadratic * demand + cost.linear;
    consider(piece.top - (cost.capacity_kwh - demand) / slope);
    for (const double reserve : std::array{0.0, cost.reserve_price}) {
      consider(piece.top - (piece.top * slope - piece.demand_kwh - slope * (marginal + reserve)) /
                               (2 * slope * (1 + cost.quadratic * slope)));
    }
  }
  consider(piece.bottom);
}

}  // namespace peerwatt::game
