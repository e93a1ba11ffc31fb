#pragma once

#include <span>
#include <vector>

#include "agents/pricing/elastic_curve.hpp"
#include "agents/pricing/generation_cost.hpp"

namespace peerwatt::game {

// EfficientWelfare computes the largest possible V - C(D), with V the value of the flexible energy
// that is served and D what all take less what all have, as if they were one household
// (docs/model.md, section 5, `welfare_efficient`). V is concave and C convex, so the maximum is
// reached when everybody is served down to one and the same marginal value, the lowest that covers
// what the last kWh costs to generate (marginal_cost_price). O(n log n) for n prosumers, O(n) if
// the base price covers that cost; memory O(n).
class EfficientWelfare {
 public:
  // Returns the maximum, currency. `inelastic_kwh` is the demand of other customers and inflexible
  // load, less own supply, and may be negative.
  double most(const GenerationCost& cost, double inelastic_kwh,
              std::span<const FlexibleDemand> flexible, double base_price);

 private:
  std::vector<ResidualDemand> demands_;
  ElasticCurve elastic_;
};

}  // namespace peerwatt::game
