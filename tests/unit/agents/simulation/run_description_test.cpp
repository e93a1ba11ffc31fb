#include "agents/simulation/run_description.hpp"

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

using Numbers = std::vector<std::int32_t>;
using Values = std::vector<double>;

// Two homes of each street; those of the second have devices, of sizes that are all different.
scenario::Scenario plain_and_equipped_homes() {
  scenario::Scenario scenario = two_streets(2);
  for (scenario::ProsumerGroup& group : scenario.prosumers) {
    group.flexible_load = {.share = 0.125, .choke_price = 0.75};
    reservation_lambda(group) = 0.375;
  }
  scenario::ProsumerGroup& equipped = scenario.prosumers[1];
  equipped.pv.capacity_kw = 5;
  equipped.battery.capacity_kwh = 8;
  equipped.battery.power_kw = 3;
  equipped.battery.round_trip_efficiency = 0.81;
  equipped.battery.reserve_share = 0.25;
  equipped.battery.initial_share = 0.5;
  equipped.battery.sale_share = 0.625;
  equipped.battery.policy = devices::BatteryPolicy::kPeakReserve;
  return scenario;
}

recording::RunDescription describe(const scenario::Scenario& scenario) {
  const SmallWorld world{scenario};
  return describe_run(world.scenario, world.network, world.community, world.base_loads.as_given(),
                      world.library);
}

}  // namespace

// Buses count from the substation: 1 to 3 are the first street, 4 to 6 the second.
TEST_CASE("the columns of the prosumers say who lives where, in which group") {
  const recording::RunDescription run = describe(plain_and_equipped_homes());
  CHECK(run.prosumers.name ==
        std::vector<std::string>{"first-1", "first-2", "second-1", "second-2"});
  CHECK(run.prosumers.bus == Numbers{1, 2, 4, 5});
  CHECK(run.prosumers.zone == Numbers{0, 0, 1, 1});
  CHECK(run.prosumers.group == Numbers{0, 0, 1, 1});
  CHECK(run.group_name == std::vector<std::string>{"first", "second"});
}

TEST_CASE("the columns of the prosumers say what each of them has") {
  const recording::ProsumerStatics prosumers = describe(plain_and_equipped_homes()).prosumers;
  CHECK(prosumers.pv_capacity_kw == Values{0, 0, 5, 5});
  CHECK(prosumers.battery_capacity_kwh == Values{0, 0, 8, 8});
  CHECK(prosumers.battery_power_kw == Values{0, 0, 3, 3});
  CHECK(prosumers.battery_efficiency[2] == 0.81);
  CHECK(prosumers.battery_reserve_kwh == Values{0, 0, 2, 2});  // a quarter of the capacity
  CHECK(prosumers.battery_initial_kwh == Values{0, 0, 4, 4});  // half of it
  CHECK(prosumers.battery_keeps_for_peak == Numbers{0, 0, 1, 1});
  CHECK(prosumers.battery_sale_share == Values{0, 0, 0.625, 0.625});
  CHECK(prosumers.flexible_share == Values(4, 0.125));
  CHECK(prosumers.choke_price == Values(4, 0.75));
  CHECK(prosumers.reservation_lambda == Values(4, 0.375));
}

TEST_CASE("lines lead away from the substation, which is in no zone") {
  scenario::Scenario scenario = plain_and_equipped_homes();
  std::swap(scenario.network.feeder.lines[1].from, scenario.network.feeder.lines[1].to);
  const recording::NetworkStatics network = describe(scenario).network;
  CHECK(network.zone_name == std::vector<std::string>{"z000", "z001"});
  REQUIRE(network.bus_name.size() == 7);
  CHECK(network.bus_name[4] == "z001_b000");
  CHECK(network.bus_zone == Numbers{-1, 0, 0, 0, 1, 1, 1});
  CHECK(network.line_name[2] == "z000_b002");
  CHECK(network.line_from == Numbers{0, 1, 2, 0, 4, 5});
  CHECK(network.line_to == Numbers{1, 2, 3, 4, 5, 6});
}

TEST_CASE("lines have resistance, reactance and rating, and a length where all have one") {
  scenario::Scenario scenario = plain_and_equipped_homes();
  network::FeederLine& line = scenario.network.feeder.lines[2];
  line.resistance_ohm = 0.5;
  line.reactance_ohm = 0.25;
  line.rating_kva = 100;
  line.length_km = 0.75;
  const recording::NetworkStatics known = describe(scenario).network;
  CHECK(known.line_resistance_ohm[2] == 0.5);
  CHECK(known.line_reactance_ohm[2] == 0.25);
  CHECK(known.line_rating_kva == Values{0, 0, 100, 0, 0, 0});
  CHECK(known.line_length_km == Values{0, 0.03, 0.75, 0, 0.03, 0.03});
  line.length_km.reset();
  const recording::NetworkStatics unknown = describe(scenario).network;
  CHECK(unknown.line_length_km.empty());
  CHECK(unknown.line_rating_kva.size() == 6);
}

TEST_CASE("a description has the clock of the run") {
  scenario::Scenario scenario = plain_and_equipped_homes();
  scenario.seed = 42;
  scenario.clock.days = 3;
  scenario.clock.slot_s = 900;
  const recording::RunDescription run = describe(scenario);
  CHECK(run.seed == 42);
  CHECK(run.start == *parse_utc("2025-03-21T00:00:00Z"));
  CHECK(run.slot == Duration::from_seconds(900));
  CHECK(run.slots_per_day == 96);
  CHECK(run.slots == 3 * 96);
}

TEST_CASE("a description says which columns mean something") {
  scenario::Scenario scenario = plain_and_equipped_homes();
  const recording::RunDescription plain = describe(scenario);
  CHECK_FALSE(plain.shares_by_shapley);
  CHECK_FALSE(plain.pays_reductions);
  CHECK(plain.keeps_baselines);
  scenario.coalition.shares = scenario::SharesRule::kShapley;
  CHECK(describe(scenario).shares_by_shapley);
  CHECK_FALSE(describe(scenario).pays_reductions);
  scenario.virtual_power_plant.trigger = scenario::ReductionTrigger::kPeak;
  CHECK(describe(scenario).pays_reductions);
  scenario.trace.baselines = scenario::BaselineRuns::kOff;
  CHECK_FALSE(describe(scenario).keeps_baselines);
}

TEST_CASE("trades name their mechanism by its number among the words") {
  const std::vector<std::string> names = describe(two_streets(1)).mechanism_names;
  REQUIRE(names.size() == market::mechanisms().size());
  for (const market::MechanismEntry& rule : market::mechanisms()) {
    CHECK(names.at(static_cast<std::size_t>(rule.id)) == rule.name);
  }
}

// One hour of the load is missing, and the sun is negative in two.
TEST_CASE(
    "what had to be repaired is counted by profile and column, without the profiles nothing") {
  const TemporaryFolder folder;
  scenario::Scenario scenario = known_homes(folder, {{1.5, 4}});
  std::ofstream csv{scenario.profiles[0].path};
  csv << "minute,load0,sun0\n";
  for (int hour = 0; hour < 24; ++hour) {
    csv << 60 * hour << ',' << (hour == 5 ? "" : "1") << ',' << (hour < 2 ? "-1" : "1") << '\n';
  }
  csv.close();
  scenario.profiles[0].gaps = profiles::Repair::kZero;
  scenario.profiles[0].negatives = profiles::Repair::kZero;
  const SmallWorld world{scenario};
  const recording::InputStatics inputs =
      describe_run(world.scenario, world.network, world.community, world.base_loads.as_given(),
                   world.library)
          .inputs;
  CHECK(inputs.series == std::vector<std::string>{"meters.csv:load0", "meters.csv:sun0"});
  CHECK(inputs.gaps == std::vector<std::int64_t>{1, 0});
  CHECK(inputs.negatives == std::vector<std::int64_t>{0, 2});
  CHECK(inputs.duplicates == std::vector<std::int64_t>{0, 0});
  CHECK(inputs.daylight_saving == std::vector<std::int64_t>{0, 0});
  const recording::RunDescription without =
      describe_without_inputs(world.scenario, world.network, world.community, {});
  CHECK(without.inputs.series.empty());
  CHECK(without.prosumers.name.size() == 1);
}

TEST_CASE("what a power flow rests on is told where one is computed") {
  scenario::Scenario scenario = plain_and_equipped_homes();
  scenario.prosumers[1].load.power_factor = 0.8;
  network::FeederDescription& feeder = scenario.network.feeder;
  std::swap(feeder.lines[1].from, feeder.lines[1].to);
  feeder.lines[1].tap_ratio = 0.5;
  feeder.buses[2].shunt_kvar = 3;
  feeder.loads = {{.bus = feeder.buses[2].name, .power_kw = 4, .reactive_kvar = 1}};
  scenario.network.base_load = scenario::BaseLoad::kAsGiven;
  CHECK(describe(scenario).network.bus_shunt_kvar.empty());
  CHECK(describe(scenario).prosumers.load_power_factor.empty());
  CHECK_FALSE(describe(scenario).rules.base_kv);
  scenario.network.power_flow = scenario::PowerFlow::kBalanced;
  const recording::RunDescription run = describe(scenario);
  CHECK(run.solves_power_flow);
  CHECK(run.network.bus_shunt_kvar[2] == 3);
  CHECK(run.network.bus_base_load_kw[2] == 4);
  CHECK(run.network.bus_base_load_kvar[2] == 1);
  CHECK(run.network.line_taps_at_to[1] == 1);
  CHECK(run.network.line_taps_at_to[0] == 0);
  CHECK(run.network.line_tap_ratio[1] == 2);
  CHECK(run.prosumers.load_power_factor == std::vector<double>{0.95, 0.95, 0.8, 0.8});
  CHECK(run.prosumers.pv_power_factor == std::vector<double>(4, 1.0));
  CHECK(run.rules.base_kv == 0.4);
  CHECK(run.rules.voltage_min_pu == 0.9);
  CHECK(run.rules.loading_limit_percent == 100);
}
