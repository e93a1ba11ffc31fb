#include "agents/environment/bus_powers.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

TEST_CASE("what homes draw in a slot is a mean power, beside the base loads of their bus") {
  scenario::Scenario scenario = two_streets(1);
  scenario.clock.slot_s = 900;
  scenario.network.feeder.loads = {
      {.bus = scenario.network.feeder.buses[2].name, .power_kw = 3, .reactive_kvar = 1}};
  scenario.network.base_load = scenario::BaseLoad::kAsGiven;
  const SmallWorld world{scenario};
  BusPowers powers{world.base_loads, world.network.bus_count()};
  for (int again = 0; again < 2; ++again) {
    powers.open(world.timetable.device_slot(again));
    powers.add(BusId{2}, {.active_kwh = 0.5, .reactive_kvarh = 0.25});
    powers.add(BusId{2}, {.active_kwh = -1});
    powers.add(BusId{4}, {.active_kwh = 0.125});
    const power_flow::Powers drawn = powers.demand().power;
    CHECK(drawn.active_kw[2] == 3 + 2 - 4);
    CHECK(drawn.reactive_kvar[2] == 2);
    CHECK(drawn.active_kw[4] == 0.5);
    CHECK(drawn.active_kw[1] == 0);
    CHECK(powers.base_load_factor() == 1);
  }
  CHECK(powers.demand().current.active_kw.empty());
}
