#include "agents/environment/faults.hpp"

#include "tests/support/small_world.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;

namespace {

// Of the hours [from, until) of the quiet day.
scenario::FaultWindow hours(int from, int until) {
  const SimTime midnight = *parse_utc("2025-03-21T00:00:00Z");
  return {midnight + Duration::from_seconds(3600 * from),
          midnight + Duration::from_seconds(3600 * until)};
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
