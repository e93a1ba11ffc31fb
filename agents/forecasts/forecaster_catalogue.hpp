#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "agents/forecasts/demand_forecaster.hpp"

namespace peerwatt::forecasts {

// How the CPS forecasts the demand, in the order of the catalogue. No parameter chooses one yet, as
// there is a single one.
enum class DemandForecasterId : std::uint8_t { kDayBefore };

struct DemandForecasterEntry {
  DemandForecasterId id{};
  std::string_view name;
  std::string_view help;
  std::unique_ptr<DemandForecaster> (*make)(std::int64_t slots_per_day) = nullptr;
};

std::span<const DemandForecasterEntry> demand_forecasters();
const DemandForecasterEntry& entry(DemandForecasterId id);

// What prosumers' orders rest on, in the order of the catalogue.
enum class OrderForecastId : std::uint8_t { kPerfect };

// A name and its meaning: the energy that orders rest on is the energy that comes true, so there is
// nothing to make. A forecast that errs needs households that plan with one number and are settled
// by another.
struct OrderForecastEntry {
  OrderForecastId id{};
  std::string_view name;
  std::string_view help;
};

std::span<const OrderForecastEntry> order_forecasts();

}  // namespace peerwatt::forecasts
