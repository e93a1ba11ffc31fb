#pragma once

#include "agents/pricing/elastic_curve.hpp"
#include "agents/pricing/generation_cost.hpp"

namespace peerwatt::game {

// Returns the lowest price p, not below the base price, at which C'(D(p)) <= p with D(p) =
// inelastic + E(p) (docs/model.md, section 5). C' is the left derivative, what the last kWh costs
// to generate, and 0 where D = 0. C'(D(p)) - p falls with p, so that there is one such price; where
// D(p) = K it may lie anywhere in the step rho of C'. `inelastic_kwh` is E_o - E_f plus the
// inflexible load and may be negative. It is solved for on the piece of the curve whose lower end
// is not acceptable: O(n) on average.
double marginal_cost_price(const GenerationCost& cost, double inelastic_kwh, ElasticCurve& elastic);

}  // namespace peerwatt::game
