#include "agents/environment/other_demand.hpp"

#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

double day_kwh(const SmallWorld& world, const OtherDemand& demand) {
  double sum = 0;
  for (std::int32_t slot = 0; slot < world.timetable.slots(); ++slot) {
    sum += demand.energy_kwh(world.timetable.device_slot(slot));
  }
  return sum;
}

}  // namespace

TEST_CASE("without a mean there is no other demand") {
  const SmallWorld world{two_streets(1)};
  CHECK(day_kwh(world, OtherDemand{world.scenario, world.library, world.base_loads}) == 0);
}

TEST_CASE("a residential day comes to the mean times 24 hours, whatever the slots") {
  for (const std::int64_t slot_s : {900, 1800, 3600}) {
    CAPTURE(slot_s);
    scenario::Scenario scenario = two_streets(1);
    scenario.clock.slot_s = slot_s;
    scenario.other_customers.mean_demand_kw = 10;
    const SmallWorld world{scenario};
    CHECK(day_kwh(world, OtherDemand{world.scenario, world.library, world.base_loads}) ==
          doctest::Approx(240));
  }
}

TEST_CASE("a residential evening takes more than its night, one day like the other") {
  scenario::Scenario scenario = two_streets(1);
  scenario.clock.days = 2;
  scenario.other_customers.mean_demand_kw = 10;
  const SmallWorld world{scenario};
  const OtherDemand demand{world.scenario, world.library, world.base_loads};
  const auto at = [&](std::int32_t slot) {
    return demand.energy_kwh(world.timetable.device_slot(slot));
  };
  CHECK(at(19) > 1.5 * at(3));
  CHECK(at(19 + 24) == at(19));
}

TEST_CASE("a measured demand is the series of the slot, times its scale") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = known_homes(folder, {{1.5, 4}});
  scenario.other_customers = {
      .mean_demand_kw = 10, .profile = "meters.csv", .column = "sun0", .scale = 2.5};
  const SmallWorld world{scenario};
  const OtherDemand demand{world.scenario, world.library, world.base_loads};
  CHECK(demand.energy_kwh(world.timetable.device_slot(0)) == 10);
  CHECK(demand.energy_kwh(world.timetable.device_slot(23)) == 10);
}
