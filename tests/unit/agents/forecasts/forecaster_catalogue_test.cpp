#include "agents/forecasts/forecaster_catalogue.hpp"

#include <memory>
#include <set>
#include <string_view>

#include "agents/forecasts/demand_forecaster.hpp"

#include <doctest/doctest.h>

namespace peerwatt::forecasts {
namespace {

template <class Entries>
void check_names(const Entries& entries) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(static_cast<std::size_t>(entries[i].id) == i);
    CHECK(entries[i].help.ends_with('.'));
    names.insert(entries[i].name);
  }
  CHECK(names.size() == entries.size());
}

TEST_CASE("forecasts stand in the order of their ids, each with its name and help") {
  check_names(demand_forecasters());
  check_names(order_forecasts());
}

TEST_CASE("every forecaster begins with nothing, and foretells a day that repeats itself") {
  for (const DemandForecasterEntry& of : demand_forecasters()) {
    CAPTURE(of.name);
    CHECK(&entry(of.id) == &of);
    const std::unique_ptr<DemandForecaster> forecaster = of.make(2);
    CHECK(forecaster->forecast_kwh(0) == 0);
    for (std::int64_t slot = 0; slot < 6; ++slot) {
      if (slot >= 2) CHECK(forecaster->forecast_kwh(slot) == (slot % 2 == 0 ? 4 : -1));
      forecaster->observe(slot, slot % 2 == 0 ? 4 : -1);
    }
  }
}

}  // namespace
}  // namespace peerwatt::forecasts
