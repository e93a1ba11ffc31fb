#include "agents/prosumers/households.hpp"

#include "tests/support/measured_homes.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr ProsumerId kHome{0};

// Of a home without a battery; where it has one, that is of 10 kWh, half full, without losses.
struct HomeSettings {
  double battery_kw = 0;
  double sale_share = 0;
  devices::BatteryPolicy policy = devices::BatteryPolicy::kSelfConsumption;
  double flexible_share = 0;
};

scenario::Scenario one_home(const TemporaryFolder& folder, const KnownHome& home,
                            const HomeSettings& settings) {
  scenario::Scenario scenario = known_homes(folder, {home});
  scenario::ProsumerGroup& group = scenario.prosumers[0];
  group.battery = {.capacity_kwh = settings.battery_kw > 0 ? 10 : 0,
                   .power_kw = settings.battery_kw,
                   .round_trip_efficiency = 1,
                   .reserve_share = 0,
                   .initial_share = 0.5,
                   .policy = settings.policy,
                   .sale_share = settings.sale_share};
  group.flexible_load = {.share = settings.flexible_share, .choke_price = 0.75};
  return scenario;
}

// Slots are hours, the reference price is 0.25.
struct OneHome {
  explicit OneHome(const KnownHome& home, const HomeSettings& settings = {})
      : world{one_home(folder, home, settings)} {}
  // Opens the first slot.
  void open(bool is_peak) {
    homes.measure(world.timetable.device_slot(0));
    households.open(kHome, 0, is_peak);
  }
  double stored_kwh() const { return households.batteries().energy_kwh()[kHome]; }

  TemporaryFolder folder;
  SmallWorld world;
  MeasuredHomes homes{world};
  Households& households = homes.households;
};

}  // namespace

TEST_CASE("the devices of a household run once per slot") {
  OneHome home{{3, 0}, {.battery_kw = 3}};
  CHECK(home.households.slot(kHome) == -1);
  home.open(false);
  CHECK(home.households.slot(kHome) == 0);
  CHECK(home.stored_kwh() == 2);
  CHECK(home.households.deficiency_kwh()[kHome] == 0);
  CHECK_FALSE(home.households.open(kHome, 0, false));
  CHECK(home.stored_kwh() == 2);
  CHECK(home.households.open(kHome, 1, false));
  CHECK(home.stored_kwh() == 0);
  CHECK(home.households.deficiency_kwh()[kHome] == 1);
}

TEST_CASE("a share of the stored energy is for sale at peak only, and leaves when it is sold") {
  OneHome home{{1, 0}, {.battery_kw = 4, .sale_share = 0.5}};
  home.open(false);
  CHECK(home.households.stored_for_sale_kwh(kHome) == 0);
  OneHome at_peak{{1, 0}, {.battery_kw = 4, .sale_share = 0.5}};
  at_peak.open(true);
  CHECK(at_peak.households.stored_for_sale_kwh(kHome) == 2);  // of the 4 kWh that its load left
  CHECK(at_peak.stored_kwh() == 4);
  CHECK(at_peak.households.deliver(kHome, {.energy_kwh = 1.5, .stored_kwh = 1.5}) == 1.5);
  CHECK(at_peak.stored_kwh() == 2.5);
}

TEST_CASE("what is for sale of the sun is what is left, and what is not sold is fed in") {
  OneHome home{{1, 4}};
  home.open(true);
  CHECK(home.households.solar_for_sale_kwh(kHome) == 3);
  CHECK(home.households.surplus_after(kHome, {}) == 3);
  CHECK(home.households.surplus_after(kHome, {.energy_kwh = 2}) == 1);
}

TEST_CASE("stored energy that is sold is not taken off the surplus") {
  OneHome home{{1, 1}, {.battery_kw = 4, .sale_share = 1}};
  home.open(true);
  CHECK(home.households.stored_for_sale_kwh(kHome) == 4);  // by the power limit
  CHECK(home.households.surplus_after(kHome, {.energy_kwh = 3, .stored_kwh = 3}) == 0);
  CHECK(home.households.spare_kwh(kHome) == 0);  // it is all offered
}

// 4 kWh of load, half of it flexible: 1 kWh of sun serves inflexible load.
TEST_CASE("what a household would buy is a function of the price") {
  OneHome home{{4, 1}, {.flexible_share = 0.5}};
  home.open(false);
  const game::ResidualDemand demand = home.households.residual(kHome, 0.25);
  CHECK(demand.at(0.25) == 3);
  CHECK(demand.at(0.5) == 2);
  CHECK(demand.at(0.75) == 1);
}

// The battery keeps its 5 kWh for peaks; 2 of its 3 kWh given serve the load that is missing.
TEST_CASE("a reduction from the battery serves the own load first, the rest is surplus") {
  OneHome home{{2, 0}, {.battery_kw = 4, .policy = devices::BatteryPolicy::kPeakReserve}};
  home.open(false);
  CHECK(home.households.spare_kwh(kHome) == 4);
  home.households.give(kHome, {.battery_kwh = 3});
  CHECK(home.stored_kwh() == 2);
  CHECK(home.households.deficiency_kwh()[kHome] == 0);
  CHECK(home.households.surplus_kwh()[kHome] == 1);
  CHECK(home.households.residual(kHome, 0.25).at(0) == 0);
  // It is sold as stored energy, and has left the battery already.
  CHECK(home.households.stored_for_sale_kwh(kHome) == 1);
  CHECK(home.households.solar_for_sale_kwh(kHome) == 0);
  CHECK(home.households.deliver(kHome, {.energy_kwh = 1, .stored_kwh = 1}) == 0);
  CHECK(home.stored_kwh() == 2);
}

TEST_CASE("flexible load that is given up is not wanted at any price, until the next slot") {
  OneHome home{{4, 0}, {.flexible_share = 0.5}};
  home.open(false);
  home.households.give(kHome, {.flexible_kwh = 1.5});
  CHECK(home.households.residual(kHome, 0.25).at(0.25) == 2.5);
  CHECK(home.households.shed_kwh()[kHome] == 1.5);
  home.households.open(kHome, 1, false);
  CHECK(home.households.residual(kHome, 0.25).at(0.25) == 4);
}
