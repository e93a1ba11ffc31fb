#include "agents/notes/demand_bound.hpp"

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::notes {
namespace {

using scenario::Scenario;
using testing::plain_scenario;

TEST_CASE("demand never comes near ten times the mean of everybody") {
  Scenario scenario = plain_scenario();
  // A home of 12 kWh a day takes 0.5 kW.
  CHECK(unreachable_demand_kw(scenario) == 5);
  scenario.prosumers[0].count = 4;
  CHECK(unreachable_demand_kw(scenario) == 20);
  scenario.other_customers.mean_demand_kw = 3;
  CHECK(unreachable_demand_kw(scenario) == 50);
}

TEST_CASE("of a group with different loads the largest counts") {
  Scenario scenario = plain_scenario();
  scenario.prosumers[0].load.mean_kwh_per_day = {parameters::Distribution::Kind::kUniform, {6, 24}};
  CHECK(unreachable_demand_kw(scenario) == 10);
}

TEST_CASE("nothing is known of the demand where any of it was measured") {
  Scenario scenario = plain_scenario();
  scenario.prosumers[0].load.profile = "sun";
  CHECK_FALSE(unreachable_demand_kw(scenario).has_value());
  scenario = plain_scenario();
  scenario.other_customers.profile = "sun";
  CHECK_FALSE(unreachable_demand_kw(scenario).has_value());
}

}  // namespace
}  // namespace peerwatt::notes
