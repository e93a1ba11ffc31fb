#include "agents/environment/timetable.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

Duration part(Duration duration, std::int64_t parts) {
  return Duration::from_microseconds(duration.microseconds() / parts);
}
Duration half(Duration duration) {
  return part(duration, 2);
}

}  // namespace

Timetable::Timetable(const scenario::ClockSettings& clock, const scenario::MarketSettings& market,
                     Settlement settlement)
    : start_{clock.start},
      length_{clock.slot()},
      gates_{Duration::from_seconds(market.gate_s)},
      report_{Duration::from_seconds(market.report_s)},
      settlement_{Duration::from_seconds(market.settlement_s)},
      settlement_step_{part(settlement_, settlement == Settlement::kWithPowerFlow ? 3 : 2)},
      slots_{static_cast<std::int32_t>(clock.slots())},
      slots_per_day_{clock.slots_per_day()},
      wall_clock_{clock.time_zone} {
  for (const scenario::MarketLevel& level : market.levels) {
    gates_.push_back(gates_.back() + Duration::from_seconds(level.gate_s));
  }
}

SimTime Timetable::report_due(SimTime announced) const {
  return announced + gates_.back() + half(report_);
}

Duration Timetable::report_arrival(Duration notice, Duration report) const {
  return std::max(notice, half(report_)) + report;
}

std::int64_t Timetable::rounds_between(SimTime announced, SimTime end) const {
  const Duration round = gates_.back() + report_;
  return (end - announced).microseconds() / round.microseconds();
}

Duration Timetable::shortest_step_upwards() const {
  Duration shortest = half(report_);
  for (std::size_t level = 1; level < gates_.size(); ++level) {
    shortest = std::min(shortest, gates_[level] - gates_[level - 1]);
  }
  return shortest;
}

Duration Timetable::totals_latency() const {
  return half(half(report_));
}

std::int64_t Timetable::minute_of_day(std::int32_t slot) const {
  return wall_clock_.second_of_day(start(slot)) / 60;
}

devices::Slot Timetable::device_slot(std::int32_t slot) const {
  const std::int64_t second = wall_clock_.second_of_day(start(slot));
  return {.start = start(slot),
          .length = length_,
          .index = static_cast<std::uint32_t>(slot),
          .day = static_cast<std::uint32_t>(slot / slots_per_day_),
          .slot_of_day = second * slots_per_day_ / 86400};
}

}  // namespace peerwatt::agents
