#pragma once

#include <cstdint>
#include <string>

#include "engine/core/simulated_time.hpp"

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

// When the run takes place and how it is cut into slots.
struct ClockSettings {
  SimTime start = SimTime::from_seconds(1'751'328'000);  // 2025-07-01T00:00:00Z
  std::int64_t days = 1;
  std::int64_t slot_s = 1800;
  std::string time_zone = "UTC";  // of the wall clock: tariff bands, peak hours, daily habits

  std::int64_t slots_per_day() const { return 86400 / slot_s; }
  std::int64_t slots() const { return days * slots_per_day(); }
  Duration slot() const { return Duration::from_seconds(slot_s); }
  SimTime slot_start(std::int64_t index) const { return start + index * slot(); }

  friend bool operator==(const ClockSettings&, const ClockSettings&) = default;
};

void describe(ClockSettings& clock, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
