#pragma once

#include <string>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

// Customers of the CPS who are not prosumers; their demand does not answer to prices.
struct OtherCustomers {
  double mean_demand_kw = 0;  // synthetic daily shape
  std::string profile;        // or a column of a profile
  std::string column;
  double scale = 1;

  friend bool operator==(const OtherCustomers&, const OtherCustomers&) = default;
};

void describe(OtherCustomers& others, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
