#include "agents/network_operator/network_operator.hpp"

#include <algorithm>
#include <cmath>

#include "output/recording/slot_record.hpp"

#include "tests/support/one_line.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// A home at the end of one line; the test says what its meter shows.
scenario::Scenario one_home() {
  scenario::Scenario scenario = two_streets(1);
  scenario.network.feeder = one_line(20);
  scenario.network.latency.fixed_s = 1;
  scenario.prosumers.resize(1);
  scenario.prosumers[0].zones.clear();
  scenario.market.settlement_s = 30;
  return scenario;
}

struct Wires {
  explicit Wires(const scenario::Scenario& scenario = one_home()) : world{scenario} {
    network_operator.start();
  }
  // What the home reports in time before the end of slot `slot`.
  void read(std::int32_t slot, double kwh) { read({.slot = slot, .active_kwh = kwh}); }
  void read(const ConnectionReading& reading) {
    const SimTime time = timetable.meter_reading(reading.slot);
    world.simulation.run_until(time);
    world.channels.connection_reading.send(world.directory.prosumer(ProsumerId{0}),
                                           world.directory.network_operator(), reading);
    world.simulation.run_until(timetable.end(reading.slot));
  }

  SmallWorld world;
  Timetable timetable{world.scenario.clock, world.scenario.market,
                      Timetable::Settlement::kWithPowerFlow};
  ConnectionReadings readings{world.community, world.directory, world.channels};
  Mailbox<LossNotice> notices{world.channels.loss_notice};
  NetworkOperator network_operator{world.scenario.network, world.network,  world.community,
                                   world.base_loads,       timetable,      world.directory,
                                   world.simulation,       world.channels, {&readings}};
};

}  // namespace

// 10 kW through 0.1 p.u. of 100 kW: v^2 - v + 0.01 = 0.
TEST_CASE("the operator solves what connections drew, and tells the CPS what is lost") {
  Wires wires;
  wires.read(0, 10);
  const double voltage = (1 + std::sqrt(1 - 4 * 0.01)) / 2;
  const double current = 0.1 / voltage;
  const NetworkAccount& account = wires.network_operator.account();
  REQUIRE(account.converged);
  CHECK(account.voltage_pu[1] == doctest::Approx(voltage).epsilon(1e-8));
  CHECK(account.losses_kwh == doctest::Approx(100 * 0.1 * current * current).epsilon(1e-7));
  CHECK(account.power_kw[0] == doctest::Approx(10 + account.losses_kw[0]).epsilon(1e-8));
  CHECK(account.loading_percent[0] == doctest::Approx(100 * 100 * current / 20).epsilon(1e-8));
  CHECK(account.lowest_voltage.place == BusId{1});
  CHECK(account.highest_loading.place == LineId{0});
  CHECK(account.voltage_violations == 0);
  REQUIRE(wires.notices.size() == 1);
  CHECK(wires.notices[0].message.slot == 0);
  CHECK(wires.notices[0].message.losses_kwh == account.losses_kwh);
  CHECK(wires.notices[0].to == wires.world.directory.cps());
  CHECK(wires.notices[0].at < wires.timetable.end(0));
}

TEST_CASE("each slot is solved by itself, and generation raises the voltage") {
  Wires wires;
  wires.read(0, 10);
  wires.read(1, -10);
  CHECK(wires.network_operator.account().voltage_pu[1] > 1);
  CHECK(wires.network_operator.account().highest_voltage.place == BusId{1});
  wires.read(2, 0);
  CHECK(wires.network_operator.account().losses_kwh == 0);
  CHECK(wires.notices.size() == 3);
}

// The voltage at the end, above the source's, asks for all that the rating leaves.
TEST_CASE("an inverter that answers to the voltage draws beside what its home reported") {
  scenario::Scenario scenario = one_home();
  scenario.prosumers[0].pv.capacity_kw = 10;
  scenario.prosumers[0].pv.inverter = {.reactive_power = devices::ReactivePower::kOwnCurve,
                                       .kva_per_kw = 2,
                                       .curve = {{0.5, 0.6, 0.9, 1.0}, 0, 100}};
  Wires wires{scenario};
  wires.read({.slot = 0,
              .active_kwh = -10,
              .reactive_kvarh = 2,
              .inverter_kvarh = 0.5,
              .inverter_limit_kvar = 4});
  const NetworkAccount& account = wires.network_operator.account();
  REQUIRE(account.converged);
  CHECK(account.inverter_kvar[1] == doctest::Approx(4.5));
  CHECK(account.inverter_kvar[0] == 0);
  CHECK(account.reactive_kvar[0] == doctest::Approx(6));
  wires.read({.slot = 1, .active_kwh = -10});
  CHECK(account.inverter_kvar[1] == 0);
}

TEST_CASE("limits that are broken are counted") {
  Wires wires;
  wires.read(0, 95);
  CHECK(wires.network_operator.account().voltage_violations == 1);
  CHECK(wires.network_operator.account().loading_violations == 1);
}

// The most that the line can carry is 250 kW: 1 / (4 * 0.1 p.u.) at 100 kW.
TEST_CASE("where there is no steady state, nothing is told of voltages, and the bus is named") {
  Wires wires;
  wires.read(0, 300);
  const NetworkAccount& account = wires.network_operator.account();
  CHECK_FALSE(account.converged);
  CHECK(account.unsolved_bus == BusId{1});
  CHECK(account.losses_kwh == 0);
  CHECK(account.voltage_violations == 0);
  CHECK_FALSE(account.lowest_voltage.place);
  for (const std::span<const double> column :
       {account.voltage_pu, account.inverter_kvar, account.loading_percent, account.power_kw,
        account.losses_kw}) {
    CHECK(std::ranges::all_of(column, [](double v) { return v == recording::kNoValue; }));
  }
  wires.read(1, 10);
  CHECK(wires.network_operator.account().converged);
}
