#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/calendar/wall_clock.hpp"

#include "agents/devices/slot.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// When things happen in a slot: rounds follow each other from its start, each with a gate closure
// and a deadline for reports; settlement opens before its end. It has steps of the same length:
// statements travel in the first, what meters show in the second, and where a power flow is
// computed its losses in a third.
class Timetable {
 public:
  enum class Settlement : std::uint8_t { kWithoutPowerFlow, kWithPowerFlow };

  Timetable(const scenario::ClockSettings& clock, const scenario::MarketSettings& market,
            Settlement settlement = Settlement::kWithoutPowerFlow);

  std::int32_t slots() const { return slots_; }
  SimTime start(std::int32_t slot) const { return start_ + slot * length_; }
  SimTime end(std::int32_t slot) const { return start(slot + 1); }
  Duration slot_length() const { return length_; }
  std::int64_t slots_per_day() const { return slots_per_day_; }

  // `level`: 0 for neighbourhoods, n for the n-th level above.
  SimTime gate_closure(SimTime announced, std::uint32_t level = 0) const {
    return announced + gates_[level];
  }
  SimTime report_due(SimTime announced) const;
  // After the last gate, of the report by somebody whom a notice from there takes so long to reach.
  Duration report_arrival(Duration notice, Duration report) const;
  // When auctioneers tell the CPS what they were answered.
  SimTime answers_due(SimTime announced) const { return round_end(announced) - totals_latency(); }
  SimTime round_end(SimTime announced) const { return announced + gates_.back() + report_; }
  // Whole rounds, one after the other.
  std::int64_t rounds_between(SimTime announced, SimTime end) const;
  SimTime settlement(std::int32_t slot) const { return end(slot) - settlement_; }
  SimTime meter_reading(std::int32_t slot) const { return settlement(slot) + settlement_step_; }
  SimTime power_flow(std::int32_t slot) const { return meter_reading(slot) + settlement_step_; }

  // The longest latencies with which settlement and announcements keep to the timetable.
  Duration longest_settlement_latency() const { return settlement_step_; }
  Duration totals_latency() const;  // of the answers of a zone, on their way to the CPS
  Duration gate() const { return gates_.front(); }
  Duration report() const { return report_; }  // from the last gate to the end of the round
  // Between the gate closures of a level and the next, and from the last one to the reports.
  Duration shortest_step_upwards() const;

  // Minutes after midnight on the wall clock at the slot's start.
  std::int64_t minute_of_day(std::int32_t slot) const;
  devices::Slot device_slot(std::int32_t slot) const;

 private:
  SimTime start_;
  Duration length_;
  std::vector<Duration> gates_;  // closures by level, from the announcement
  Duration report_;
  Duration settlement_;
  Duration settlement_step_;
  std::int32_t slots_;
  std::int64_t slots_per_day_;
  profiles::WallClock wall_clock_;
};

}  // namespace peerwatt::agents
