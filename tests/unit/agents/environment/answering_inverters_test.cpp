#include "agents/environment/answering_inverters.hpp"

#include "tests/support/one_line.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Two homes with PV at the end of a line; the inverter of the second answers to the voltage.
scenario::Scenario two_roofs() {
  scenario::Scenario scenario = two_streets(1);
  scenario.network.feeder = one_line();
  // Within its dead band nothing is drawn; beyond it, 10 % of the rating for 0.01 p.u.
  scenario.prosumers[1].pv.inverter = {.reactive_power = devices::ReactivePower::kOwnCurve,
                                       .kva_per_kw = 2,
                                       .curve = {{0.5, 0.9, 1.0, 1.1}, 0, 100}};
  for (scenario::ProsumerGroup& group : scenario.prosumers) {
    group.zones.clear();
    group.pv.capacity_kw = 5;
  }
  return scenario;
}

}  // namespace

TEST_CASE("inverters that answer draw what their curve says, up to what is left of their rating") {
  const SmallWorld world{two_roofs()};
  AnsweringInverters inverters{world.community, world.network, power_flow::Phasing::kBalanced};
  REQUIRE(inverters.owners() == std::vector<ProsumerId>{ProsumerId{1}});
  BusPowers powers{world.base_loads, world.network.bus_count(), power_flow::Phasing::kBalanced};
  const auto solver =
      power_flow::make_network_solver(world.network, power_flow::Phasing::kBalanced);
  const double kwh_of_a_kw = world.timetable.slot_length().hours();
  powers.open(world.timetable.device_slot(0));
  powers.add(BusId{1}, network::Phase::kAll,
             {.active_kwh = -10 * kwh_of_a_kw,
              .reactive_kvarh = 1.5 * kwh_of_a_kw,
              .inverter_kvarh = 0.5 * kwh_of_a_kw});
  std::vector<double> voltage_pu(2);

  inverters.limits_kvar()[0] = 9;
  REQUIRE(inverters.solve(*solver, powers).converged);
  solver->read_voltages(voltage_pu);
  CHECK(voltage_pu[1] > 1.005);
  // 10 kVA rated, all of it at 1.1 p.u.; and 0.5 kvar of other inverters.
  CHECK(inverters.drawn_kvar()[1] ==
        doctest::Approx(0.5 + 10 * (voltage_pu[1] - 1) / 0.1).epsilon(1e-6));
  CHECK(inverters.drawn_kvar()[0] == 0);

  inverters.limits_kvar()[0] = 0.25;
  REQUIRE(inverters.solve(*solver, powers).converged);
  CHECK(inverters.drawn_kvar()[1] == doctest::Approx(0.75));
}

TEST_CASE("inverters of homes without PV answer to nothing") {
  scenario::Scenario scenario = two_roofs();
  scenario.prosumers[1].pv.capacity_kw = 0;
  const SmallWorld world{scenario};
  AnsweringInverters inverters{world.community, world.network, power_flow::Phasing::kBalanced};
  CHECK(inverters.owners().empty());
  BusPowers powers{world.base_loads, world.network.bus_count(), power_flow::Phasing::kBalanced};
  const auto solver =
      power_flow::make_network_solver(world.network, power_flow::Phasing::kBalanced);
  powers.open(world.timetable.device_slot(0));
  CHECK(inverters.solve(*solver, powers).converged);
  CHECK(inverters.drawn_kvar()[1] == 0);
}
