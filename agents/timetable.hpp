#pragma once

#include <cstdint>

#include "engine/core/simulated_time.hpp"

#include "engine/profiles/wall_clock.hpp"
#include "engine/scenario/scenario.hpp"

#include "agents/devices/energy_source.hpp"

namespace peerwatt::agents {

// When things happen in a slot: rounds follow each other from its start, each with a gate closure
// and a deadline for reports; settlement opens before its end.
class Timetable {
 public:
  Timetable(const scenario::ClockSettings& clock, const scenario::MarketSettings& market);

  std::int32_t slots() const { return slots_; }
  SimTime start(std::int32_t slot) const { return start_ + slot * length_; }
  SimTime end(std::int32_t slot) const { return start(slot + 1); }
  Duration slot_length() const { return length_; }
  std::int64_t slots_per_day() const { return slots_per_day_; }

  SimTime gate_closure(SimTime announced) const { return announced + gate_; }
  SimTime report_due(SimTime announced) const;
  SimTime round_end(SimTime announced) const { return announced + gate_ + report_; }
  SimTime settlement(std::int32_t slot) const { return end(slot) - settlement_; }
  SimTime meter_reading(std::int32_t slot) const;

  // The longest latencies with which settlement and announcements keep to the timetable.
  Duration longest_settlement_latency() const;
  Duration gate() const { return gate_; }

  // Minutes after midnight on the wall clock at the slot's start.
  std::int64_t minute_of_day(std::int32_t slot) const;
  devices::Slot device_slot(std::int32_t slot) const;

 private:
  SimTime start_;
  Duration length_;
  Duration gate_;
  Duration report_;
  Duration settlement_;
  std::int32_t slots_;
  std::int64_t slots_per_day_;
  profiles::WallClock wall_clock_;
};

}  // namespace peerwatt::agents
