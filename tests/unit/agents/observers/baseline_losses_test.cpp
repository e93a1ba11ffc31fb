#include "agents/observers/baseline_losses.hpp"

#include <cmath>

#include "tests/support/one_line.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Two homes at the end of a line of 0.1 p.u. of 100 kW, the second with load of power factor 0.8.
scenario::Scenario two_homes() {
  scenario::Scenario scenario = two_streets(1);
  scenario.network.feeder = one_line();
  for (scenario::ProsumerGroup& group : scenario.prosumers) group.zones.clear();
  scenario.prosumers[0].load.power_factor = 1;
  scenario.prosumers[1].load.power_factor = 0.8;
  return scenario;
}

// At the ordinary tariff of 0.25 all is served; at 0.5, 1 kWh of the flexible 2 kWh is.
struct Alone {
  Alone() {
    world.community.flexible_share.assign(2, 0);
    world.community.flexible_share[ProsumerId{1}] = 0.5;
    world.community.choke_price.assign(2, 0.75);
    load[ProsumerId{0}] = 6;
    load[ProsumerId{1}] = 4;
    baselines.keep_connections();
    baselines.play({.load_kwh = load,
                    .generation_kwh = generation,
                    .prices = {.sell = 0.5, .base = 0.25, .feed_in = 0.125},
                    .is_peak = false});
  }
  SmallWorld world{two_homes()};
  Community::Column<double> load = Community::Column<double>(2);
  Community::Column<double> generation = Community::Column<double>(2);
  Baselines baselines{world.community, 1};
};

// Of a power p + jq at the end of a resistance r, p.u., the source at 1: the square x of the
// voltage there solves x^2 + (2*r*p - 1)*x + r^2*(p^2 + q^2) = 0, and r*(p^2 + q^2)/x is lost.
double losses_kw(double active_kw, double reactive_kvar) {
  const double p = active_kw / 100, q = reactive_kvar / 100, r = 0.1;
  const double b = 2 * r * p - 1, c = r * r * (p * p + q * q);
  const double square = (-b + std::sqrt(b * b - 4 * c)) / 2;
  return 100 * r * (p * p + q * q) / square;
}

}  // namespace

TEST_CASE("what is lost follows from what each baseline draws, reactive power included") {
  Alone alone;
  BaselineLosses flows{alone.world.community, alone.world.network, alone.world.base_loads,
                       power_flow::Phasing::kBalanced};
  const LossesAlone losses =
      flows.solve(alone.world.timetable.device_slot(0), alone.baselines, alone.generation);
  CHECK(losses.ordinary_kwh == doctest::Approx(losses_kw(10, 4 * 0.75)).epsilon(1e-7));
  CHECK(losses.no_trade_kwh == doctest::Approx(losses_kw(9, 3 * 0.75)).epsilon(1e-7));
}

// Below the source's voltage of 1 p.u. the inverter feeds in all it is to: 5 % of 20 kVA.
TEST_CASE("inverters of a household alone answer to the voltage that it finds") {
  Alone alone;
  alone.world.community.pv_capacity_kw[ProsumerId{0}] = 10;
  const std::uint32_t group = alone.world.community.groups[ProsumerId{0}];
  alone.world.community.reactive_powers[group].inverter = {
      .reactive_power = devices::ReactivePower::kOwnCurve,
      .kva_per_kw = 2,
      .curve = {{1.0, 1.01, 1.1, 1.2}, 5, 0}};
  alone.generation[ProsumerId{0}] = 1;
  BaselineLosses flows{alone.world.community, alone.world.network, alone.world.base_loads,
                       power_flow::Phasing::kBalanced};
  const LossesAlone losses =
      flows.solve(alone.world.timetable.device_slot(0), alone.baselines, alone.generation);
  CHECK(losses.ordinary_kwh == doctest::Approx(losses_kw(10, 4 * 0.75 - 1)).epsilon(1e-7));
  CHECK(losses.no_trade_kwh == doctest::Approx(losses_kw(9, 3 * 0.75 - 1)).epsilon(1e-7));
}

TEST_CASE("what an inverter takes by its power factor is drawn in both baselines") {
  Alone alone;
  const std::uint32_t group = alone.world.community.groups[ProsumerId{0}];
  alone.world.community.reactive_powers[group].generation_share = 0.5;
  alone.generation[ProsumerId{0}] = 2;
  BaselineLosses flows{alone.world.community, alone.world.network, alone.world.base_loads,
                       power_flow::Phasing::kBalanced};
  const LossesAlone losses =
      flows.solve(alone.world.timetable.device_slot(0), alone.baselines, alone.generation);
  CHECK(losses.ordinary_kwh == doctest::Approx(losses_kw(10, 4 * 0.75 + 1)).epsilon(1e-7));
  CHECK(losses.no_trade_kwh == doctest::Approx(losses_kw(9, 3 * 0.75 + 1)).epsilon(1e-7));
}

TEST_CASE("where a baseline has no steady state, nothing is counted as lost") {
  Alone alone;
  alone.load[ProsumerId{0}] = 300;
  alone.baselines.play({.load_kwh = alone.load,
                        .generation_kwh = alone.generation,
                        .prices = {.sell = 0.5, .base = 0.25, .feed_in = 0.125},
                        .is_peak = false});
  BaselineLosses flows{alone.world.community, alone.world.network, alone.world.base_loads,
                       power_flow::Phasing::kBalanced};
  CHECK(flows.solve(alone.world.timetable.device_slot(0), alone.baselines, alone.generation)
            .ordinary_kwh == 0);
}
