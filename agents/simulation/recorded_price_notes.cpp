#include "agents/simulation/recorded_price_notes.hpp"

#include <fmt/format.h>

namespace peerwatt::agents {

std::vector<Diagnostic> recorded_price_notes(const scenario::Scenario& scenario,
                                             const ProfileLibrary& library,
                                             const Timetable& timetable) {
  const scenario::LeaderSettings& leader = scenario.leader;
  const scenario::PeakSettings& peak = scenario.cps.peak;
  if (leader.rule != scenario::LeaderRule::kReplay) return {};
  const std::span<const double> prices = library.series(leader.profile, leader.column);
  std::int32_t peak_slots = 0, cheaper = 0, first = 0;
  for (std::int32_t slot = 0; slot < timetable.slots(); ++slot) {
    const std::int64_t minute = timetable.minute_of_day(slot);
    // Which slots a forecast makes peak slots is not known before the run: any may be one.
    const bool by_forecast = peak.by == scenario::PeakDetection::kForecast;
    if (!by_forecast && !peak.window.contains(minute)) continue;
    ++peak_slots;
    if (prices[static_cast<std::size_t>(slot)] >= scenario.cps.tariff.base_price(minute)) continue;
    if (cheaper++ == 0) first = slot;
  }
  if (cheaper == 0) return {};
  const double tariff = scenario.cps.tariff.base_price(timetable.minute_of_day(first));
  Diagnostic note;
  note.severity = Severity::kNote;
  note.message = fmt::format(
      "leader.profile: makes peak hours cheaper: in {} of {} slots that can be peak the recorded "
      "price is below the tariff, first in that of {} with {} against {}",
      cheaper, peak_slots, format_utc(timetable.start(first)),
      prices[static_cast<std::size_t>(first)], tariff);
  std::vector<Diagnostic> notes;
  notes.push_back(std::move(note));
  return notes;
}

}  // namespace peerwatt::agents
