#include "agents/forecasts/day_before_forecast.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::forecasts;

TEST_CASE("the demand of yesterday's slot is forecast, before that the last one seen") {
  DayBeforeForecast forecast{3};
  CHECK(forecast.forecast_kwh(0) == 0);
  forecast.observe(0, 5);
  CHECK(forecast.forecast_kwh(1) == 5);
  forecast.observe(1, 7);
  CHECK(forecast.forecast_kwh(2) == 7);
  forecast.observe(2, 9);
  CHECK(forecast.forecast_kwh(3) == 5);
  forecast.observe(3, 6);
  CHECK(forecast.forecast_kwh(4) == 7);
  CHECK(forecast.forecast_kwh(6) == 6);
}

TEST_CASE("a day on which more was fed in than taken is forecast as it was") {
  DayBeforeForecast forecast{2};
  forecast.observe(0, -4);
  forecast.observe(1, 0);
  CHECK(forecast.forecast_kwh(2) == -4);
  CHECK(forecast.forecast_kwh(3) == 0);  // seen, not the slot before
  forecast.observe(2, 3);
  CHECK(forecast.forecast_kwh(3) == 0);
}
