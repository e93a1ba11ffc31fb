#include "agents/environment/faults.hpp"

#include <algorithm>

#include "engine/core/id_range.hpp"

namespace peerwatt::agents {

Faults::Faults(const scenario::FaultSettings& settings, const network::DistributionNetwork& network,
               const Timetable& timetable)
    : settings_{settings}, timetable_{timetable} {
  for (const scenario::AuctioneerOutage& outage : settings.auctioneers) {
    for (const ZoneId zone : ids<ZoneId>(network.zone_count())) {
      if (network.zone_name(zone) == outage.zone) outages_.push_back({zone, outage.window});
    }
  }
}

bool Faults::is_offline(ZoneId zone, std::int32_t slot) const {
  return std::any_of(outages_.begin(), outages_.end(), [&](const Outage& outage) {
    return outage.zone == zone && outage.window.contains(timetable_.start(slot));
  });
}

// Outages of one zone do not overlap.
std::int64_t Faults::offline_auctioneers(std::int32_t slot) const {
  return std::count_if(outages_.begin(), outages_.end(), [&](const Outage& outage) {
    return outage.window.contains(timetable_.start(slot));
  });
}

Duration Faults::announcement_delay(std::int32_t slot) const {
  for (const scenario::LateAnnouncement& late : settings_.late_announcements) {
    if (late.window.contains(timetable_.start(slot))) return Duration::from_seconds(late.delay_s);
  }
  return {};
}

}  // namespace peerwatt::agents
