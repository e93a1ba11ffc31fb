#include "agents/scenario/fault_settings.hpp"

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

using parameters::Presence;
using parameters::Range;

void describe(FaultWindow& window, parameters::Visitor& visitor) {
  visitor.instant({"from", "First instant; slots count by their start.", Presence::kRequired},
                  window.from);
  visitor.instant({"until", "End; slots that start at this instant or later are not affected.",
                   Presence::kRequired},
                  window.until);
}

void describe(AuctioneerOutage& outage, parameters::Visitor& visitor) {
  visitor.text({"zone", "Zone whose market place is offline.", Presence::kRequired}, outage.zone);
  describe(outage.window, visitor);
}

void describe(LateAnnouncement& late, parameters::Visitor& visitor) {
  describe(late.window, visitor);
  visitor.number(
      {"delay_s", "Time from the start of a slot to its first announcement.", Presence::kRequired},
      late.delay_s, Range::between(0.001, 86400));
}

void describe(FaultSettings& faults, parameters::Visitor& visitor) {
  visit_sections(visitor, {"auctioneers", "Market places that are offline for a while."},
                 faults.auctioneers);
  visit_sections(visitor, {"late_announcements", "Slots in which the CPS announces late."},
                 faults.late_announcements);
}

}  // namespace peerwatt::scenario
