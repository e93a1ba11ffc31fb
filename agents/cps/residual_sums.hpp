#pragma once

namespace peerwatt::agents {

// What prosumers would take and leave at a price after the trades that it brings about, kWh.
struct ResidualSums {
  double elastic_kwh = 0;
  double inflexible_kwh = 0;
  double surplus_kwh = 0;  // fed in

  double net_kwh() const { return inflexible_kwh + elastic_kwh - surplus_kwh; }
};

}  // namespace peerwatt::agents
