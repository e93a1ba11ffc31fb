#include "agents/environment/energy_meters.hpp"

#include <vector>

#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

TEST_CASE("a home has the energy of its own columns, times its scale and its capacity") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = known_homes(folder, {{1.5, 0}, {0.25, 2}});
  scenario.prosumers[0].load.scale = 4;
  scenario.prosumers[0].pv.capacity_kw = 3;
  const SmallWorld world{scenario};
  EnergyColumns energy{world.community.size()};
  EnergyMeters meters{world.scenario, world.community, world.community.prosumers(), world.library};
  meters.measure(world.timetable.device_slot(7), energy);
  CHECK(energy.load_kwh[ProsumerId{0}] == 6);
  CHECK(energy.load_kwh[ProsumerId{1}] == 1);
  CHECK(energy.generation_kwh[ProsumerId{0}] == 0);
  CHECK(energy.generation_kwh[ProsumerId{1}] == 6);
}

TEST_CASE("members take the columns in turn") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = known_homes(folder, {{1, 0}, {2, 0}});
  scenario.prosumers[0].count = 5;
  const SmallWorld world{scenario};
  EnergyColumns energy{world.community.size()};
  EnergyMeters meters{world.scenario, world.community, world.community.prosumers(), world.library};
  meters.measure(world.timetable.device_slot(0), energy);
  const std::vector<double> load(energy.load_kwh.begin(), energy.load_kwh.end());
  CHECK(load == std::vector<double>{1, 2, 1, 2, 1});
}

// The sun stands over the equator at noon; the first group has no roof.
TEST_CASE("groups fill their own parts of the columns, anew in every slot") {
  scenario::Scenario scenario = quiet_day();
  scenario.prosumers = {group_of("dark", 2), group_of("solar", 3)};
  scenario.prosumers[1].load.mean_kwh_per_day = 0;
  scenario.prosumers[1].pv.capacity_kw = 5;
  const SmallWorld world{scenario};
  EnergyColumns energy{world.community.size()};
  EnergyMeters meters{world.scenario, world.community, world.community.prosumers(), world.library};
  meters.measure(world.timetable.device_slot(12), energy);
  for (std::uint32_t i = 0; i < 5; ++i) {
    CAPTURE(i);
    CHECK((energy.load_kwh[ProsumerId{i}] > 0) == (i < 2));
    CHECK((energy.generation_kwh[ProsumerId{i}] > 0) == (i >= 2));
  }
  const double at_noon = energy.load_kwh[ProsumerId{0}];
  meters.measure(world.timetable.device_slot(0), energy);
  CHECK(energy.load_kwh[ProsumerId{0}] != at_noon);
  for (std::uint32_t i = 0; i < 5; ++i) CHECK(energy.generation_kwh[ProsumerId{i}] == 0);
}

// Two kinds count on one meter: what they consume is added. The load is there twice, as no kind but
// it and the PV has energy of its own.
TEST_CASE("devices that count on the same meter are added up") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = known_homes(folder, {{1.5, 0}, {0.25, 2}});
  const SmallWorld world{scenario};
  const devices::DeviceEntry load = devices::device_kinds()[0];
  REQUIRE(load.key == "load");
  const std::vector<devices::DeviceEntry> kinds{load, load, load};
  EnergyColumns energy{world.community.size()};
  EnergyMeters meters{world.scenario, world.community, world.community.prosumers(), world.library,
                      kinds};
  for (const std::int32_t slot : {7, 8}) {
    meters.measure(world.timetable.device_slot(slot), energy);
    CHECK(energy.load_kwh[ProsumerId{0}] == 4.5);
    CHECK(energy.load_kwh[ProsumerId{1}] == 0.75);
    CHECK(energy.generation_kwh[ProsumerId{1}] == 0);
  }
}

// Rows of others, and columns of a profile that are shared out by number, do not move.
TEST_CASE("meters of some prosumers write their rows alone, and what those of all would write") {
  scenario::Scenario scenario = two_streets(3);
  scenario.prosumers[0].pv.capacity_kw = 5;
  const SmallWorld world{scenario};
  EnergyColumns all{6}, some{6};
  EnergyMeters{world.scenario, world.community, ids<ProsumerId>(6), world.library}.measure(
      world.timetable.device_slot(12), all);
  EnergyMeters{world.scenario, world.community, {ProsumerId{2}, 3}, world.library}.measure(
      world.timetable.device_slot(12), some);
  for (const ProsumerId i : world.community.prosumers()) {
    const bool measured = i.index() >= 2 && i.index() < 5;
    CHECK(some.load_kwh[i] == (measured ? all.load_kwh[i] : 0));
    CHECK(some.generation_kwh[i] == (measured ? all.generation_kwh[i] : 0));
  }
  CHECK(all.load_kwh[ProsumerId{2}] > 0);
}
