#pragma once

#include <cstdint>

namespace peerwatt::forecasts {

// What the CPS expects of the prosumers' net demand at the base tariff: what they will ask it for
// less what they will feed in, kWh of a slot. Negative where they feed in more.
class DemandForecaster {
 public:
  virtual ~DemandForecaster() = default;
  virtual double forecast_kwh(std::int64_t slot) const = 0;
  // What came of a slot; slots are observed in their order.
  virtual void observe(std::int64_t slot, double net_kwh) = 0;
};

}  // namespace peerwatt::forecasts
