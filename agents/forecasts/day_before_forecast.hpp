#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "agents/forecasts/demand_forecaster.hpp"

namespace peerwatt::forecasts {

// The demand of the same slot of the day before; before there is such a day, that of the slot
// before; else nothing.
class DayBeforeForecast final : public DemandForecaster {
 public:
  explicit DayBeforeForecast(std::int64_t slots_per_day)
      : observed_kwh_(static_cast<std::size_t>(slots_per_day)) {}

  double forecast_kwh(std::int64_t slot) const override {
    const auto& yesterday = observed_kwh_[place(slot)];
    return yesterday ? *yesterday : last_kwh_;
  }
  void observe(std::int64_t slot, double net_kwh) override {
    observed_kwh_[place(slot)] = net_kwh;
    last_kwh_ = net_kwh;
  }

 private:
  std::size_t place(std::int64_t slot) const {
    return static_cast<std::size_t>(slot) % observed_kwh_.size();
  }
  std::vector<std::optional<double>> observed_kwh_;
  double last_kwh_ = 0;
};

}  // namespace peerwatt::forecasts
