#include "agents/environment/base_loads.hpp"

#include <algorithm>

#include "agents/environment/other_demand.hpp"

#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Two streets with a load of 3 kW and 1 kvar, and one of 2 kW, at the same bus.
scenario::Scenario loaded_streets(scenario::BaseLoad base_load) {
  scenario::Scenario scenario = two_streets(1);
  const std::string bus = scenario.network.feeder.buses[2].name;
  scenario.network.feeder.loads = {{.bus = bus, .power_kw = 3, .reactive_kvar = 1},
                                   {.bus = bus, .power_kw = 2}};
  scenario.network.base_load = base_load;
  return scenario;
}

// In each slot of the day.
std::vector<double> factors(const SmallWorld& world) {
  std::vector<double> all;
  for (std::int32_t slot = 0; slot < world.timetable.slots(); ++slot) {
    all.push_back(world.base_loads.factor(world.timetable.device_slot(slot)));
  }
  return all;
}

}  // namespace

TEST_CASE("loads that nobody asks for are not there") {
  const SmallWorld world{loaded_streets(scenario::BaseLoad::kNone)};
  CHECK(world.base_loads.as_given().active_kw.empty());
  CHECK(world.base_loads.energy_kwh(world.timetable.device_slot(0)) == 0);
}

TEST_CASE("loads as given are drawn in every slot, and are other customers'") {
  scenario::Scenario scenario = loaded_streets(scenario::BaseLoad::kAsGiven);
  scenario.clock.slot_s = 1800;
  scenario.other_customers.mean_demand_kw = 10;
  const SmallWorld world{scenario};
  CHECK(world.base_loads.as_given().active_kw[2] == 5);
  CHECK(world.base_loads.as_given().reactive_kvar[2] == 1);
  CHECK(factors(world) == std::vector<double>(48, 1.0));
  const devices::Slot slot = world.timetable.device_slot(7);
  CHECK(world.base_loads.energy_kwh(slot) == 2.5);
  const BaseLoads none{two_streets(1), scenario::Placement{two_streets(1)}, world.network,
                       world.library};
  const OtherDemand with{world.scenario, world.library, world.base_loads};
  const OtherDemand without{world.scenario, world.library, none};
  CHECK(with.energy_kwh(slot) == without.energy_kwh(slot) + 2.5);
}

TEST_CASE("a load whose customer is a prosumer is no base load") {
  scenario::Scenario scenario = loaded_streets(scenario::BaseLoad::kAsGiven);
  scenario.prosumers = {group_of("home", 1)};
  scenario.prosumers[0].place = scenario::Place::kAtLoads;
  const SmallWorld world{scenario};
  CHECK(world.base_loads.as_given().active_kw[2] == 2);
  CHECK(world.base_loads.as_given().reactive_kvar[2] == 0);
}

TEST_CASE("a profile's loads reach what is given where their course is highest") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = loaded_streets(scenario::BaseLoad::kProfile);
  SUBCASE("of a residential day where there are no other customers") {
    const SmallWorld world{scenario};
    const std::vector<double> course = factors(world);
    CHECK(*std::ranges::max_element(course) == 1);
    CHECK(course[3] < 0.6 * course[19]);
  }
  SUBCASE("of the other customers, whatever their scale") {
    scenario.other_customers = {
        .mean_demand_kw = 0, .profile = "meters.csv", .column = "sun0", .scale = 2.5};
    scenario.profiles = known_homes(folder, {{1.5, 4}}).profiles;
    CHECK(factors(SmallWorld{scenario}) == std::vector<double>(24, 1.0));
  }
  SUBCASE("of a series") {
    scenario.profiles = known_homes(folder, {{1.5, 4}}).profiles;
    scenario.network.base_load_shape = {.profile = "meters.csv", .column = "load0"};
    CHECK(factors(SmallWorld{scenario}) == std::vector<double>(24, 1.0));
  }
}

TEST_CASE("base loads that feed in more than they draw are refused") {
  scenario::Scenario scenario = loaded_streets(scenario::BaseLoad::kAsGiven);
  scenario.network.feeder.loads[0].power_kw = -3;
  CHECK_THROWS_WITH_AS(SmallWorld{scenario}, doctest::Contains("feed in 1 kW more"), InputError);
}
