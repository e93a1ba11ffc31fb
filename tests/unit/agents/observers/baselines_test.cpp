#include "agents/observers/baselines.hpp"

#include "agents/observers/baseline_records.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

constexpr ProsumerId kRich{0}, kPoor{1};

// The first generates 3 kWh more than it uses; the second lacks 4 kWh, half of them flexible and
// worth 0.75 down to the base price of 0.25, and has 2 kWh in a battery without losses that waits
// for the peak.
struct TwoHomes {
  TwoHomes() {
    community.names = {"rich", "poor"};
    community.flexible_share.assign(2, 0.5);
    community.choke_price.assign(2, 0.75);
    community.batteries.resize(2);
    community.batteries[kPoor] = {.capacity_kwh = 4,
                                  .power_kw = 10,
                                  .initial_kwh = 2,
                                  .policy = devices::BatteryPolicy::kPeakReserve};
    load[kRich] = 1;
    generation[kRich] = 4;
    load[kPoor] = 4;
  }
  HouseholdsAlone::Scene scene(bool is_peak) const {
    return {.load_kwh = load,
            .generation_kwh = generation,
            .prices = {.sell = 0.5, .base = 0.25, .feed_in = 0.125},
            .is_peak = is_peak};
  }
  Community community;
  Community::Column<double> load = Community::Column<double>(2);
  Community::Column<double> generation = Community::Column<double>(2);
};

}  // namespace

TEST_CASE("alone at the ordinary tariff all flexible load is served, the battery at once") {
  const TwoHomes homes;
  Baselines baselines{homes.community, 1};
  baselines.play(homes.scene(false));
  const HouseholdsAlone& alone = baselines.ordinary();
  CHECK(alone.balance()[kRich] == -3 * 0.125);
  CHECK(alone.balance()[kPoor] == 2 * 0.25);
  CHECK(alone.battery_energy_kwh()[kPoor] == 0);
  CHECK(alone.comfort_lost()[kPoor] == 0);
  CHECK(alone.bought_kwh() == 2);
  CHECK(alone.fed_in_kwh() == 3);
  CHECK(alone.unserved_kwh() == 0);
}

// At 0.5 one of the two flexible kWh is worth the price; the other, worth 0.5 to 0.25, goes
// unserved.
TEST_CASE("alone at the run's prices each battery keeps its policy") {
  const TwoHomes homes;
  Baselines baselines{homes.community, 1};
  baselines.play(homes.scene(false));
  const HouseholdsAlone& alone = baselines.no_trade();
  CHECK(alone.battery_energy_kwh()[kPoor] == 2);
  CHECK(alone.bought_kwh() == 3);
  CHECK(alone.unserved_kwh() == 1);
  CHECK(alone.comfort_lost()[kPoor] == doctest::Approx(0.375));
  baselines.play(homes.scene(true));
  CHECK(alone.battery_energy_kwh()[kPoor] == 0);
}

TEST_CASE("the records have what both baselines came to") {
  const TwoHomes homes;
  Baselines baselines{homes.community, 1};
  baselines.play(homes.scene(false));
  recording::ProsumerRecord prosumers;
  add_to(prosumers, baselines);
  CHECK(prosumers.balance_ordinary[kPoor.index()] == 0.5);
  CHECK(prosumers.balance_no_trade[kPoor.index()] == 1.5);
  CHECK(prosumers.battery_energy_no_trade_kwh[kPoor.index()] == 2);
  recording::SystemRecord system;
  system.other_demand_kwh = 10;
  const game::GenerationCost cost{.linear = 0.125, .reserve_price = 0.5, .capacity_kwh = 8};
  add_to(system, baselines, {}, cost);
  CHECK(system.net_demand_ordinary_kwh == 9);
  CHECK(system.net_demand_no_trade_kwh == 10);
  CHECK(system.reserve_ordinary_kwh == 1);
  CHECK(system.reserve_no_trade_kwh == 2);
  CHECK(system.generation_cost_ordinary == 9 * 0.125 + 0.5);
  CHECK(system.marginal_cost_ordinary == 0.625);
  CHECK(system.prosumers_balance_ordinary == 0.125);
  CHECK(system.unserved_no_trade_kwh == 1);
  add_to(system, baselines, {.ordinary_kwh = 0.5, .no_trade_kwh = 0.25}, cost);
  CHECK(system.losses_ordinary_kwh == 0.5);
  CHECK(system.losses_no_trade_kwh == 0.25);
  CHECK(system.net_demand_ordinary_kwh == 9.5);
  CHECK(system.net_demand_no_trade_kwh == 10.25);
  CHECK(system.generation_cost_ordinary == 9.5 * 0.125 + 0.75);
}

TEST_CASE("what the connections draw is kept where it is asked for") {
  const TwoHomes homes;
  Baselines baselines{homes.community, 1};
  baselines.play(homes.scene(false));
  CHECK(baselines.ordinary().drawn_kwh().empty());
  baselines.keep_connections();
  baselines.play(homes.scene(false));
  CHECK(baselines.no_trade().drawn_kwh()[kRich] == -3);
  CHECK(baselines.no_trade().drawn_kwh()[kPoor] == 3);
  CHECK(baselines.no_trade().served_kwh()[kPoor] == 3);
}
