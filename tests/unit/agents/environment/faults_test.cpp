#include "agents/environment/faults.hpp"

#include <algorithm>
#include <vector>

#include "engine/network/synthetic_feeder.hpp"

#include "tests/support/random_stream.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// Of the hours [from, until) of the quiet day.
scenario::FaultWindow hours(int from, int until) {
  const SimTime midnight = *parse_utc("2025-03-21T00:00:00Z");
  return {midnight + Duration::from_seconds(3600 * from),
          midnight + Duration::from_seconds(3600 * until)};
}

// Outages of three zones at random hours, those of one zone apart from each other.
std::vector<scenario::AuctioneerOutage> random_outages(RandomStream& stream) {
  std::vector<scenario::AuctioneerOutage> outages;
  for (const char* zone : {"z000", "z001", "z002"}) {
    int from = static_cast<int>(stream.integer(0, 6));
    while (from < 24) {
      const int until = from + static_cast<int>(stream.integer(1, 8));
      outages.push_back({zone, hours(from, until)});
      from = until + static_cast<int>(stream.integer(0, 8));
    }
  }
  return outages;
}

}  // namespace

TEST_CASE("a market place is offline in the slots that start in its window, the others are not") {
  scenario::Scenario scenario = two_streets(1);
  scenario.faults.auctioneers = {{"z001", hours(9, 11)}};
  const SmallWorld world{scenario};
  CHECK_FALSE(world.faults.is_offline(ZoneId{1}, 8));
  CHECK(world.faults.is_offline(ZoneId{1}, 9));
  CHECK(world.faults.is_offline(ZoneId{1}, 10));
  CHECK_FALSE(world.faults.is_offline(ZoneId{1}, 11));
  CHECK_FALSE(world.faults.is_offline(ZoneId{0}, 9));
}

TEST_CASE("offline market places are counted slot by slot") {
  scenario::Scenario scenario = two_streets(1);
  scenario.faults.auctioneers = {
      {"z000", hours(9, 11)}, {"z001", hours(10, 12)}, {"z000", hours(20, 21)}};
  const SmallWorld world{scenario};
  CHECK(world.faults.offline_auctioneers(8) == 0);
  CHECK(world.faults.offline_auctioneers(9) == 1);
  CHECK(world.faults.offline_auctioneers(10) == 2);
  CHECK(world.faults.offline_auctioneers(11) == 1);
  CHECK(world.faults.offline_auctioneers(20) == 1);
}

TEST_CASE("the CPS is as late as the window of the slot says") {
  scenario::Scenario scenario = two_streets(1);
  scenario.faults.late_announcements = {{hours(9, 11), 120}, {hours(15, 16), 0.5}};
  const SmallWorld world{scenario};
  CHECK(world.faults.announcement_delay(8) == Duration{});
  CHECK(world.faults.announcement_delay(9) == Duration::from_seconds(120));
  CHECK(world.faults.announcement_delay(11) == Duration{});
  CHECK(world.faults.announcement_delay(15) == Duration::from_microseconds(500'000));
  CHECK_FALSE(world.faults.is_offline(ZoneId{0}, 9));
}

TEST_CASE(
    "as many market places are counted as are offline, whatever the outages and their order") {
  scenario::Scenario scenario = quiet_day();
  scenario.network.feeder = network::synthetic_feeder({.zones = 4, .buses_per_zone = 1});
  const network::DistributionNetwork network{scenario.network.feeder};
  const Timetable timetable{scenario.clock, scenario.market};
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    RandomStream stream{seed, Purpose::kMarket};
    scenario::FaultSettings settings;
    settings.auctioneers = random_outages(stream);
    if (seed % 2 == 0) std::reverse(settings.auctioneers.begin(), settings.auctioneers.end());
    const Faults faults{settings, network, timetable};
    for (std::int32_t slot = 0; slot < timetable.slots(); ++slot) {
      CAPTURE(seed);
      CAPTURE(slot);
      std::int64_t offline = 0;
      for (const ZoneId zone : ids<ZoneId>(network.zone_count())) {
        offline += faults.is_offline(zone, slot) ? 1 : 0;
      }
      REQUIRE(faults.offline_auctioneers(slot) == offline);
      REQUIRE_FALSE(faults.is_offline(ZoneId{3}, slot));  // it has no outage
    }
  }
}

// A window counts by the starts of slots: one that begins within a slot holds from the next one on.
TEST_CASE("a slot that has begun goes on as it began") {
  scenario::Scenario scenario = two_streets(1);
  scenario::FaultWindow window = hours(9, 11);
  window.from = window.from + Duration::from_seconds(1);
  window.until = window.until + Duration::from_seconds(1);
  scenario.faults.auctioneers = {{"z000", window}};
  scenario.faults.late_announcements = {{window, 60}};
  const SmallWorld world{scenario};
  const Faults& faults = world.faults;
  CHECK_FALSE(faults.is_offline(ZoneId{0}, 9));
  CHECK(faults.is_offline(ZoneId{0}, 10));
  CHECK(faults.is_offline(ZoneId{0}, 11));
  CHECK_FALSE(faults.is_offline(ZoneId{0}, 12));
  CHECK(faults.announcement_delay(9) == Duration{});
  CHECK(faults.announcement_delay(11) == Duration::from_seconds(60));
}
