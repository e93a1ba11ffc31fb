#include "engine/calendar/wall_clock.hpp"

#include "agents/scenario/consistency.hpp"

namespace peerwatt::scenario {

void check_clock(const ClockSettings& clock, Checker& check) {
  check.require(86400 % clock.slot_s == 0, "clock.slot_s",
                "must divide a day of 86400 s (got {}); 900, 1800 and 3600 are usual",
                clock.slot_s);
  const bool is_of_computer = profiles::WallClock::is_of_computer(clock.time_zone);
  check.require(!is_of_computer, "clock.time_zone",
                "'{}' is another zone on another computer (names like Australia/Brisbane are "
                "expected)",
                clock.time_zone);
  check.require(is_of_computer || profiles::WallClock::exists(clock.time_zone), "clock.time_zone",
                "unknown time zone '{}' (names like Australia/Brisbane are expected)",
                clock.time_zone);
  check.require(clock.start.microseconds() % 1'000'000 == 0, "clock.start",
                "must be a whole second");
}

}  // namespace peerwatt::scenario
