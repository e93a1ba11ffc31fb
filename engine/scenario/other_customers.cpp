#include "engine/scenario/other_customers.hpp"

#include "engine/scenario/limits.hpp"
#include "engine/scenario/parameter_visitor.hpp"

namespace peerwatt::scenario {

void describe(OtherCustomers& others, ParameterVisitor& visitor) {
  visitor.number({"mean_demand_kw", "Mean demand, spread over the day by a residential shape."},
                 others.mean_demand_kw, kSystemPowerKw);
  visitor.text({"profile", "Profile to take the demand from instead."}, others.profile);
  visitor.text({"column", "Column of the profile."}, others.column);
  visitor.number({"scale", "Factor on the profile."}, others.scale, kFactor);
}

}  // namespace peerwatt::scenario
