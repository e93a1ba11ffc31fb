#include "agents/network_operator/connection_readings.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Two streets with four homes each, at three buses: the first and the last of a street share one.
struct Readings {
  void tell(std::uint32_t prosumer, const ConnectionReading& reading) {
    world.channels.connection_reading.send(world.directory.prosumer(ProsumerId{prosumer}),
                                           world.directory.network_operator(), reading);
  }
  power_flow::Powers add_up() {
    powers.open(world.timetable.device_slot(0));
    readings.add_to(powers);
    return powers.powers();
  }
  std::size_t bus_of(std::uint32_t prosumer) const {
    return world.community.buses[ProsumerId{prosumer}].index();
  }

  SmallWorld world{two_streets(4)};
  ConnectionReadings readings{world.community, world.directory, world.channels};
  BusPowers powers{world.base_loads, world.network.bus_count(), power_flow::Phasing::kBalanced};
};

}  // namespace

TEST_CASE("readings of a slot are added up by bus") {
  Readings all;
  all.readings.open_slot(0);
  all.tell(0, {.slot = 0, .active_kwh = 1, .reactive_kvarh = 0.5});
  all.tell(3, {.slot = 0, .active_kwh = -4, .reactive_kvarh = 0.25});
  all.tell(6, {.slot = 0, .active_kwh = 2});
  all.world.run_to(5);
  REQUIRE(all.bus_of(0) == all.bus_of(3));
  const power_flow::Powers drawn = all.add_up();
  CHECK(drawn.active_kw[all.bus_of(0)] == -3);
  CHECK(drawn.reactive_kvar[all.bus_of(0)] == 0.75);
  CHECK(drawn.active_kw[all.bus_of(6)] == 2);
  CHECK(drawn.active_kw[all.bus_of(1)] == 0);
}

TEST_CASE("limits of inverters that answer are those that were told of the slot") {
  scenario::Scenario scenario = two_streets(4);
  scenario.prosumers[1].pv.capacity_kw = 5;
  scenario.prosumers[1].pv.inverter.reactive_power = devices::ReactivePower::kCategoryB;
  Readings all{.world = SmallWorld{scenario}};
  CommunityPowerFlow flow{all.world.community, all.world.network, power_flow::Phasing::kBalanced};
  REQUIRE(flow.answering().size() == 4);
  const std::uint32_t first = flow.answering()[0].number(), last = flow.answering()[3].number();
  all.readings.open_slot(0);
  all.tell(first, {.slot = 0, .inverter_limit_kvar = 2});
  all.tell(last, {.slot = 0, .inverter_limit_kvar = 3});
  all.world.run_to(5);
  all.readings.write_limits(flow);
  CHECK(std::vector<double>(flow.limits_kvar().begin(), flow.limits_kvar().end()) ==
        std::vector<double>{2, 0, 0, 3});
  all.readings.open_slot(1);
  all.readings.write_limits(flow);
  CHECK(flow.limits_kvar()[0] == 0);
}

TEST_CASE("readings of another slot do not count, and a new slot begins with none") {
  Readings all;
  all.readings.open_slot(1);
  all.tell(0, {.slot = 0, .active_kwh = 1});
  all.tell(1, {.slot = 1, .active_kwh = 8});
  all.world.run_to(5);
  CHECK(all.add_up().active_kw[all.bus_of(0)] == 0);
  CHECK(all.add_up().active_kw[all.bus_of(1)] == 8);
  all.readings.open_slot(2);
  CHECK(all.add_up().active_kw[all.bus_of(1)] == 0);
}
