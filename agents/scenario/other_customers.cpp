#include "agents/scenario/other_customers.hpp"

#include "engine/parameters/visitor.hpp"

#include "agents/scenario/limits.hpp"

namespace peerwatt::scenario {

using parameters::Range;

void describe(OtherCustomers& others, parameters::Visitor& visitor) {
  visitor.number({"mean_demand_kw", "Mean demand, spread over the day by a residential shape."},
                 others.mean_demand_kw, kSystemPowerKw);
  visitor.text({"profile", "Profile to take the demand from instead."}, others.profile);
  visitor.text({"column", "Column of the profile."}, others.column);
  visitor.number({"scale", "Factor on the profile."}, others.scale, Range::factor());
}

}  // namespace peerwatt::scenario
