#include "agents/simulation/slot_publication.hpp"

#include <memory>
#include <optional>

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Home 0 misses 4 kWh that must be served, home 1 has 3 kWh to spare; they trade in a pool.
scenario::Scenario two_homes(const TemporaryFolder& folder) {
  scenario::Scenario scenario = known_homes(folder, {{4, 0}, {1, 4}});
  scenario.prosumers[0].flexible_load.share = 0;
  scenario.market.mechanism = market::MechanismId::kMidMarketRate;
  scenario.trace.level = recording::TraceLevel::kOrders;
  scenario.cps.tariff.flat_price = 0.5;
  scenario.cps.tariff.feed_in_price = 0.25;
  return scenario;
}

// All roles of a village of two, which have lived through the first slot.
struct Village {
  Village() {
    districts.push_back(std::make_unique<District>(
        setting, ZonePart{ids<ZoneId>(1), setting.community.prosumers()}));
    centre.emplace(setting, districts);
    publication.emplace(setting, districts, *centre);
    districts[0]->start();
    centre->start();
    centre->simulation().before_each_batch<&Village::before_centre_acts>(*this);
    const SimTime end = setting.timetable.end(0);
    centre->simulation().run_until(end);
    districts[0]->advance(end, 0);
  }
  void before_centre_acts(SimTime now, kernel::Phase phase) { districts[0]->advance(now, phase); }

  TemporaryFolder folder;
  Setting setting{two_homes(folder)};
  Districts districts;
  std::optional<Centre> centre;
  std::optional<SlotPublication> publication;
};

}  // namespace

TEST_CASE("a slot that is published has what every role shows of it") {
  Village village;
  const PublishedSlot slot = village.publication->publish();
  CHECK(slot.households.load_kwh[ProsumerId{0}] == 4);
  CHECK(slot.households.deficiency_kwh[ProsumerId{0}] == 4);
  CHECK(slot.prosumers.p2p_bought_kwh[ProsumerId{0}] == doctest::Approx(3));
  CHECK(slot.prosumers.grid_bought_kwh[ProsumerId{0}] == doctest::Approx(1));
  CHECK(slot.cps.supply_kwh == doctest::Approx(1));
  CHECK(slot.markets.zones.volume_kwh == doctest::Approx(3));
  CHECK(slot.markets.areas.volume_kwh == 0);
  CHECK(slot.markets.coalition_count == 1);
  CHECK_FALSE(slot.markets.in_order_books);
  CHECK(slot.messages_sent == village.districts[0]->transport().sent());
  CHECK(slot.messages_lost == 0);
}

TEST_CASE("columns are shown in place") {
  Village village;
  const PublishedSlot slot = village.publication->publish();
  CHECK(&slot.prosumers == &village.setting.accounts);
  CHECK(&slot.households.load_kwh == &village.setting.energy.load_kwh);
}

TEST_CASE("events are numbered when they are published, and gone when they are forgotten") {
  Village village;
  const PublishedSlot slot = village.publication->publish();
  REQUIRE(slot.orders.size() == 2);
  REQUIRE(slot.trades.size() == 2);
  CHECK(slot.orders[0].sequence == 0);
  CHECK(slot.trades[1].sequence == 3);
  CHECK(village.districts[0]->events().orders().empty());
  village.publication->forget_events();
  CHECK(village.publication->publish().orders.empty());
}
