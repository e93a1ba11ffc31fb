#include "agents/environment/community_power_flow.hpp"

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

struct Roofs {
  explicit Roofs(const scenario::Scenario& scenario) : world{scenario} {
    powers.open(world.timetable.device_slot(0));
  }
  SmallWorld world;
  BusPowers powers{world.base_loads, world.network.bus_count(), power_flow::Phasing::kBalanced};
  CommunityPowerFlow flow{world.community, world.network, power_flow::Phasing::kBalanced};
};

TEST_CASE("inverters that answer draw what their curve says, up to what is left of their rating") {
  Roofs roofs{two_roofs()};
  CommunityPowerFlow& flow = roofs.flow;
  REQUIRE(flow.answering() == std::vector<ProsumerId>{ProsumerId{1}});
  const double kwh_of_a_kw = roofs.world.timetable.slot_length().hours();
  roofs.powers.add(BusId{1}, network::Phase::kAll,
                   {.active_kwh = -10 * kwh_of_a_kw,
                    .reactive_kvarh = 1.5 * kwh_of_a_kw,
                    .inverter_kvarh = 0.5 * kwh_of_a_kw});
  power_flow::NetworkState state{roofs.world.network};

  flow.limits_kvar()[0] = 9;
  REQUIRE(flow.solve(roofs.powers).converged);
  flow.read(state);
  CHECK(state.voltage_pu[1] > 1.005);
  // 10 kVA rated, all of it at 1.1 p.u.; and 0.5 kvar of other inverters.
  CHECK(flow.inverter_kvar()[1] ==
        doctest::Approx(0.5 + 10 * (state.voltage_pu[1] - 1) / 0.1).epsilon(1e-6));
  CHECK(flow.inverter_kvar()[0] == 0);
  CHECK(flow.losses_kw() == state.total_losses_kw);

  flow.limits_kvar()[0] = 0.25;
  REQUIRE(flow.solve(roofs.powers).converged);
  CHECK(flow.inverter_kvar()[1] == doctest::Approx(0.75));
}

TEST_CASE("inverters of homes without PV answer to nothing") {
  scenario::Scenario scenario = two_roofs();
  scenario.prosumers[1].pv.capacity_kw = 0;
  Roofs roofs{scenario};
  CHECK(roofs.flow.answering().empty());
  CHECK(roofs.flow.solve(roofs.powers).converged);
  CHECK(roofs.flow.inverter_kvar()[1] == 0);
}
