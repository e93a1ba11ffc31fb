#pragma once

#include <span>
#include <vector>

#include "agents/pricing/elastic_curve.hpp"
#include "agents/pricing/generation_cost.hpp"

namespace peerwatt::game {

// The most that V - C(D) can be: V the value of the flexible energy that is served, D what all
// take less what all have, as if they were one household (model, section 5, `welfare_efficient`).
// Values are concave and C is convex, so that it is reached where everybody is served down to one
// and the same marginal value, the lowest that covers what the last kWh costs to generate.
class EfficientWelfare {
 public:
  // `inelastic_kwh`: other customers and inflexible load less own supply, may be negative.
  // Currency.
  double most(const GenerationCost& cost, double inelastic_kwh,
              std::span<const FlexibleDemand> flexible, double base_price);

 private:
  std::vector<ResidualDemand> demands_;
  ElasticCurve elastic_;
};

}  // namespace peerwatt::game
