#include "agents/simulation/slot_publication.hpp"

#include "tests/support/auctioneers_in_world.hpp"
#include "tests/support/cps_in_world.hpp"
#include "tests/support/prosumers_in_world.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Announces the base tariff.
class NoLeader final : public LeaderStrategy {
 public:
  using LeaderStrategy::receive;
  void open(const PeakSlot&) override {}
  double price() const override { return 0.5; }
};

// Home 0 misses 4 kWh that must be served, home 1 has 3 kWh to spare; they trade in a pool.
scenario::Scenario two_homes(const TemporaryFolder& folder) {
  scenario::Scenario scenario = known_homes(folder, {{4, 0}, {1, 4}});
  scenario.prosumers[0].flexible_load.share = 0;
  scenario.market.mechanism = market::MechanismId::kMidMarketRate;
  scenario.cps.tariff.flat_price = 0.5;
  scenario.cps.tariff.feed_in_price = 0.25;
  return scenario;
}

// All roles of a village of two, which have lived through the first slot.
struct Village {
  Village() {
    prosumers.start();
    cps.start();
    world.simulation.run_until(world.at(3600));
  }

  TemporaryFolder folder;
  SmallWorld world{two_homes(folder)};
  EnergyMeters meters{world.scenario, world.community, world.library};
  Households households{world.community, meters, 1};
  NoLeader leader;
  EventLog log{EventLog::Mode::kOn};
  Prosumers prosumers = prosumers_in(world, households, Community::Column<Duration>(2));
  Auctioneers auctioneers = auctioneers_in(world, log);
  AreaMarkets areas{world.community,  world.tree,    world.timetable, world.directory, {},
                    world.simulation, world.channels};
  CpsInWorld with_plant{world, leader};
  Cps& cps = with_plant.cps;
  SlotPublication publication{
      {world.community, households, prosumers, auctioneers, areas, cps, world.transport, log}};
};

}  // namespace

TEST_CASE("a slot that is published has what every role shows of it") {
  Village village;
  const PublishedSlot slot = village.publication.publish();
  CHECK(slot.households.load_kwh[ProsumerId{0}] == 4);
  CHECK(slot.households.deficiency_kwh[ProsumerId{0}] == 4);
  CHECK(slot.prosumers.p2p_bought_kwh[ProsumerId{0}] == doctest::Approx(3));
  CHECK(slot.prosumers.grid_bought_kwh[ProsumerId{0}] == doctest::Approx(1));
  CHECK(slot.cps.supply_kwh == doctest::Approx(1));
  CHECK(slot.markets.zones.volume_kwh == doctest::Approx(3));
  CHECK(slot.markets.areas.volume_kwh == 0);
  CHECK(slot.markets.coalition_count == 1);
  CHECK_FALSE(slot.markets.in_order_books);
  CHECK(slot.messages_sent == village.world.transport.sent());
  CHECK(slot.messages_lost == 0);
}

TEST_CASE("columns are shown in place") {
  Village village;
  const PublishedSlot slot = village.publication.publish();
  CHECK(&slot.prosumers == &village.prosumers.accounts());
  CHECK(&slot.households.load_kwh == &village.households.load_kwh());
}

TEST_CASE("events are numbered when they are published, and gone when they are forgotten") {
  Village village;
  const PublishedSlot slot = village.publication.publish();
  REQUIRE(slot.orders.size() == 2);
  REQUIRE(slot.trades.size() == 2);
  CHECK(slot.orders[0].sequence == 0);
  CHECK(slot.trades[1].sequence == 3);
  village.publication.forget_events();
  CHECK(village.log.orders().empty());
  CHECK(village.log.trades().empty());
}
