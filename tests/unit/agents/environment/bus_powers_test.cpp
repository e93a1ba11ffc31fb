#include "agents/environment/bus_powers.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

constexpr network::Phase kAll = network::Phase::kAll;

TEST_CASE("what homes draw in a slot is a mean power, beside the base loads of their bus") {
  scenario::Scenario scenario = two_streets(1);
  scenario.clock.slot_s = 900;
  scenario.network.feeder.loads = {
      {.bus = scenario.network.feeder.buses[2].name, .power_kw = 3, .reactive_kvar = 1}};
  scenario.network.base_load = scenario::BaseLoad::kAsGiven;
  const SmallWorld world{scenario};
  BusPowers powers{world.base_loads, world.network.bus_count(), power_flow::Phasing::kBalanced};
  for (int again = 0; again < 2; ++again) {
    powers.open(world.timetable.device_slot(again));
    powers.add(BusId{2}, kAll, {.active_kwh = 0.5, .reactive_kvarh = 0.25});
    powers.add(BusId{2}, kAll, {.active_kwh = -1});
    powers.add(BusId{4}, kAll, {.active_kwh = 0.125});
    const power_flow::Powers drawn = powers.powers();
    CHECK(drawn.active_kw[2] == 3 + 2 - 4);
    CHECK(drawn.reactive_kvar[2] == 2);
    CHECK(drawn.active_kw[4] == 0.5);
    CHECK(drawn.active_kw[1] == 0);
    CHECK(powers.base_load_factor() == 1);
  }
}

TEST_CASE("what inverters drew is a part of what was drawn, told by itself") {
  scenario::Scenario scenario = two_streets(1);
  scenario.clock.slot_s = 900;
  const SmallWorld world{scenario};
  BusPowers powers{world.base_loads, world.network.bus_count(), power_flow::Phasing::kBalanced};
  for (int again = 0; again < 2; ++again) {
    powers.open(world.timetable.device_slot(again));
    powers.add(BusId{2}, kAll, {.reactive_kvarh = 0.75, .inverter_kvarh = 0.5});
    powers.add(BusId{2}, kAll, {.reactive_kvarh = 0.25, .inverter_kvarh = 0.125});
    CHECK(powers.powers().reactive_kvar[2] == 4);
    CHECK(powers.inverter_kvar()[2] == 2.5);
    CHECK(powers.inverter_kvar()[1] == 0);
  }
}

TEST_CASE("by phase a connection draws from its own phase, or a third from each") {
  scenario::Scenario scenario = two_streets(1);
  scenario.network.power_flow = scenario::PowerFlow::kThreePhase;
  scenario.network.feeder.loads = {
      {.bus = scenario.network.feeder.buses[2].name, .power_kw = 3, .phase = network::Phase::kB}};
  scenario.network.base_load = scenario::BaseLoad::kAsGiven;
  scenario.clock.slot_s = 3600;
  const SmallWorld world{scenario};
  BusPowers powers{world.base_loads, world.network.bus_count(), power_flow::Phasing::kByPhase};
  powers.open(world.timetable.device_slot(0));
  powers.add(BusId{2}, kAll, {.active_kwh = 1.5, .reactive_kvarh = 0.75});
  powers.add(BusId{2}, network::Phase::kC, {.active_kwh = 1, .reactive_kvarh = 0.5});
  const power_flow::Powers drawn = powers.powers();
  CHECK(drawn.active_kw[6] == 0.5);
  CHECK(drawn.active_kw[7] == 3.5);
  CHECK(drawn.active_kw[8] == 1.5);
  CHECK(drawn.reactive_kvar[8] == 0.75);
}
