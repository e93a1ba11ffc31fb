#include "agents/prosumers/reductions.hpp"

#include "tests/support/measured_homes.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

constexpr ProsumerId kHome{0};

// 0.125 for a kWh at a base tariff of 0.25: what is worth less than 0.375 is given up.
constexpr ReductionRequest kRequest{
    .slot = 0, .asked_at = {}, .is_peak = false, .price = 0.125, .base_price = 0.25};

// One home of 4 kWh of load, half of it flexible and worth 0.75 to 0.25; its battery of 10 kWh
// holds so much and keeps it for peaks.
scenario::Scenario one_home(const TemporaryFolder& folder, double stored_kwh) {
  scenario::Scenario scenario = known_homes(folder, {{4, 0}});
  scenario::ProsumerGroup& group = scenario.prosumers[0];
  group.battery = {.capacity_kwh = 10,
                   .power_kw = 10,
                   .round_trip_efficiency = 1,
                   .reserve_share = 0,
                   .initial_share = stored_kwh / 10,
                   .policy = devices::BatteryPolicy::kPeakReserve};
  group.flexible_load = {.share = 0.5, .choke_price = 0.75};
  return scenario;
}

struct AskedHome {
  explicit AskedHome(double stored_kwh = 0) : world{one_home(folder, stored_kwh)} {}
  void open(std::int32_t slot, bool is_peak = false) {
    homes.measure(world.timetable.device_slot(slot));
    households.open(kHome, slot, is_peak);
  }

  TemporaryFolder folder;
  SmallWorld world;
  MeasuredHomes homes{world};
  Households& households = homes.households;
  Reductions reductions{households, ids<ProsumerId>(1)};
};

}  // namespace

// 2*(0.75 - 0.375)/0.5 = 1.5 kWh are worth more than that.
TEST_CASE("flexible load is offered that is worth less than the tariff and the payment together") {
  AskedHome home;
  home.open(0);
  CHECK(home.reductions.offer_kwh(kHome, kRequest) == doctest::Approx(0.5));
  home.reductions.give(kHome, 1);
  CHECK(home.households.shed_kwh()[kHome] == doctest::Approx(0.5));
  const Delivery delivery = home.reductions.delivery(kHome, 0.25);
  CHECK(delivery.energy_kwh == doctest::Approx(0.5));
  CHECK(delivery.price == 0.125);
}

TEST_CASE("a share of the offer is given, of its parts alike") {
  AskedHome home{1};
  home.open(0);
  // The kWh in the battery serves inflexible load, so that flexible load offers as before.
  CHECK(home.reductions.offer_kwh(kHome, kRequest) == doctest::Approx(1.5));
  home.reductions.give(kHome, 0.5);
  CHECK(home.households.batteries().energy_kwh()[kHome] == 0.5);
  CHECK(home.households.shed_kwh()[kHome] == doctest::Approx(0.25));
  CHECK(home.reductions.delivery(kHome, 0.25).energy_kwh == doctest::Approx(0.75));
}

TEST_CASE("what the battery serves need not be given up as well") {
  AskedHome home{3.75};  // 2 for inflexible load, 1.75 for flexible load
  home.open(0);
  CHECK(home.reductions.offer_kwh(kHome, kRequest) == doctest::Approx(3.75 + 0.25));
}

TEST_CASE("energy beyond the own load is delivered as surplus") {
  AskedHome home{7};
  home.open(0);
  CHECK(home.reductions.offer_kwh(kHome, kRequest) == doctest::Approx(7));
  home.reductions.give(kHome, 1);
  CHECK(home.households.surplus_kwh()[kHome] == doctest::Approx(3));
  CHECK(home.reductions.delivery(kHome, 0.25).energy_kwh == doctest::Approx(7));
}

// At 0.625 only 0.5 kWh of flexible load are worth their price, given up or not.
TEST_CASE("load that the price would have ended is no delivery") {
  AskedHome home;
  home.open(0);
  home.reductions.offer_kwh(kHome, kRequest);
  home.reductions.give(kHome, 1);
  CHECK(home.reductions.delivery(kHome, 0.625).energy_kwh == doctest::Approx(0));
}

// In the peak slot the battery serves the load without being asked to.
TEST_CASE("who was not asked in the slot has delivered nothing") {
  AskedHome home{3};
  home.open(0);
  home.reductions.offer_kwh(kHome, kRequest);
  home.open(1, true);
  CHECK(home.reductions.delivery(kHome, 0.25).energy_kwh == 0);
}
