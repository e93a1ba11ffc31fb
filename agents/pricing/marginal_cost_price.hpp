#pragma once

#include "agents/pricing/elastic_curve.hpp"
#include "agents/pricing/generation_cost.hpp"

namespace peerwatt::game {

// The lowest price p, from the base price on, at which C'(D(p)) <= p with D(p) = inelastic + E(p):
// C' is the left derivative, what the last kWh costs to generate, and 0 where D = 0 (model,
// section 5). D falls with p, so that there is one such price; where D(p) = K it may lie anywhere
// in the step rho of C'. `inelastic_kwh` = E_o - E_f plus the inflexible load, may be negative.
double marginal_cost_price(const GenerationCost& cost, double inelastic_kwh,
                           const ElasticCurve& elastic);

}  // namespace peerwatt::game
