#include "agents/forecasts/forecaster_catalogue.hpp"

#include <array>
#include <cstddef>

#include "engine/core/contracts.hpp"

#include "agents/forecasts/day_before_forecast.hpp"

namespace peerwatt::forecasts {
namespace {

template <class Kind>
std::unique_ptr<DemandForecaster> make(std::int64_t slots_per_day) {
  return std::make_unique<Kind>(slots_per_day);
}

constexpr auto kDemandForecasters = std::to_array<DemandForecasterEntry>({
    {.id = DemandForecasterId::kDayBefore,
     .name = "day_before",
     .help = "The demand of the same slot of the day before.",
     .make = make<DayBeforeForecast>},
});

constexpr auto kOrderForecasts = std::to_array<OrderForecastEntry>({
    {.id = OrderForecastId::kPerfect,
     .name = "perfect",
     .help = "Orders are based on the actual load and generation of the slot."},
});

}  // namespace

std::span<const DemandForecasterEntry> demand_forecasters() {
  return kDemandForecasters;
}

const DemandForecasterEntry& entry(DemandForecasterId id) {
  const DemandForecasterEntry& entry = kDemandForecasters[static_cast<std::size_t>(id)];
  PEERWATT_EXPECTS(entry.id == id);
  return entry;
}

std::span<const OrderForecastEntry> order_forecasts() {
  return kOrderForecasts;
}

}  // namespace peerwatt::forecasts
