#include "agents/environment/timetable.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

Timetable timetable_from(const char* start, const char* zone, std::int64_t slot_s = 1800) {
  scenario::ClockSettings clock;
  clock.start = *parse_utc(start);
  clock.days = 2;
  clock.slot_s = slot_s;
  clock.time_zone = zone;
  scenario::MarketSettings market;
  market.gate_s = 10;
  market.report_s = 6;
  market.settlement_s = 30;
  return Timetable{clock, market};
}

}  // namespace

TEST_CASE("a slot runs through rounds to settlement and the meters") {
  const Timetable timetable = timetable_from("2025-07-01T00:00:00Z", "UTC");
  const SimTime start = *parse_utc("2025-07-01T00:30:00Z");
  CHECK(timetable.slots() == 96);
  CHECK(timetable.start(1) == start);
  CHECK(timetable.end(0) == start);
  CHECK(timetable.gate_closure(start) == start + Duration::from_seconds(10));
  CHECK(timetable.report_due(start) == start + Duration::from_seconds(13));
  CHECK(timetable.answers_due(start) == start + Duration::from_seconds(14.5));
  CHECK(timetable.round_end(start) == start + Duration::from_seconds(16));
  CHECK(timetable.settlement(0) == start - Duration::from_seconds(30));
  CHECK(timetable.meter_reading(0) == start - Duration::from_seconds(15));
  CHECK(timetable.longest_settlement_latency() == Duration::from_seconds(15));
}

TEST_CASE("with a power flow, settlement has a third step for its losses") {
  scenario::ClockSettings clock;
  clock.start = *parse_utc("2025-07-01T00:00:00Z");
  scenario::MarketSettings market;
  market.settlement_s = 30;
  const Timetable timetable{clock, market, Timetable::Settlement::kWithPowerFlow};
  const SimTime end = timetable.end(0);
  CHECK(timetable.settlement(0) == end - Duration::from_seconds(30));
  CHECK(timetable.meter_reading(0) == end - Duration::from_seconds(20));
  CHECK(timetable.power_flow(0) == end - Duration::from_seconds(10));
  CHECK(timetable.longest_settlement_latency() == Duration::from_seconds(10));
}

TEST_CASE("the wall clock says which minute of the day it is") {
  const Timetable brisbane = timetable_from("2025-07-01T00:00:00Z", "Australia/Brisbane");
  CHECK(brisbane.minute_of_day(0) == 10 * 60);
  CHECK(brisbane.minute_of_day(28) == 0);
  CHECK(brisbane.minute_of_day(29) == 30);
  CHECK(brisbane.device_slot(29).slot_of_day == 1);
  CHECK(brisbane.device_slot(29).day == 0);  // days of the run, not of the calendar
  CHECK(brisbane.device_slot(48).day == 1);
  CHECK(brisbane.device_slot(48).index == 48);
}

// Europe/Berlin went from 02:00 to 03:00 on 30 March 2025 and from 03:00 to 02:00 on 26 October.
TEST_CASE("in spring an hour of the wall clock is left out, in autumn one comes twice") {
  const Timetable spring = timetable_from("2025-03-30T00:00:00Z", "Europe/Berlin", 3600);
  CHECK(spring.minute_of_day(0) == 1 * 60);
  CHECK(spring.minute_of_day(1) == 3 * 60);
  CHECK(spring.device_slot(1).slot_of_day == 3);
  const Timetable autumn = timetable_from("2025-10-26T00:00:00Z", "Europe/Berlin", 3600);
  CHECK(autumn.minute_of_day(0) == 2 * 60);
  CHECK(autumn.minute_of_day(1) == 2 * 60);
  CHECK(autumn.minute_of_day(2) == 3 * 60);
}
