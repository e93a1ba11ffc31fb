#pragma once

#include "output/recording/run_description.hpp"

namespace peerwatt::verification {

// What serving a demand takes (model, section 5).
struct Generation {
  double reserve_kwh = 0;
  double cost = 0;           // currency
  double marginal_cost = 0;  // currency/kWh: what one kWh less saves, 0 where there is no demand
  double scale = 0;          // of the cost: itself, and what rounding of the demand comes to in it
};

Generation generation_of(const recording::RuleStatics& rules, double demand_kwh);

}  // namespace peerwatt::verification
