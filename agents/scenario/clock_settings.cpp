#include "agents/scenario/clock_settings.hpp"

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

using parameters::Range;

void describe(ClockSettings& clock, parameters::Visitor& visitor) {
  visitor.instant({"start", "First instant of the run, ISO 8601 with a zone (Z or +hh:mm)."},
                  clock.start);
  visitor.integer({"days", "Length of the run in days of 24 hours."}, clock.days,
                  Range::between(1, 36525));
  visitor.integer({"slot_s", "Length of a slot in seconds; it must divide a day."}, clock.slot_s,
                  Range::between(60, 86400));
  visitor.text({"time_zone",
                "Zone of the wall clock that tariff bands, peak hours and daily habits follow."},
               clock.time_zone);
}

}  // namespace peerwatt::scenario
