#include "agents/scenario/clock_settings.hpp"

#include <string>
#include <vector>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

TEST_CASE("a day of half-hours has 48 slots that follow each other") {
  ClockSettings clock;
  clock.days = 2;
  CHECK(clock.slots_per_day() == 48);
  CHECK(clock.slots() == 96);
  CHECK(clock.slot() == Duration::from_seconds(1800));
  CHECK(clock.slot_start(0) == clock.start);
  CHECK(clock.slot_start(48) - clock.start == Duration::from_seconds(86400));
}

TEST_CASE("by default a run begins with July 2025 in UTC") {
  const ClockSettings clock;
  CHECK(format_utc(clock.start) == "2025-07-01T00:00:00Z");
  CHECK(clock.time_zone == "UTC");
  CHECK(clock.days == 1);
}

TEST_CASE("a run lasts a day to a century, a slot a minute to a day") {
  const ParameterList clock = ParameterList::of(ClockSettings{});
  CHECK(clock.paths() == Names{"days", "slot_s", "start", "time_zone"});
  CHECK(clock.inadmissible_defaults().empty());
  CHECK(clock.accepts("days", 1));
  CHECK_FALSE(clock.accepts("days", 0));
  CHECK(clock.accepts("days", 36525));
  CHECK_FALSE(clock.accepts("days", 36526));
  CHECK(clock.accepts("slot_s", 60));
  CHECK_FALSE(clock.accepts("slot_s", 59));
  CHECK(clock.accepts("slot_s", 86400));
  CHECK_FALSE(clock.accepts("slot_s", 86401));
}

}  // namespace
}  // namespace peerwatt::scenario
