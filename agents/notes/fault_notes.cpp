#include <algorithm>
#include <set>
#include <string_view>

#include "agents/notes/inhabited_places.hpp"
#include "agents/notes/topics.hpp"

namespace peerwatt::notes {
namespace {

using scenario::FaultWindow;
using scenario::Scenario;

// Whether any slot of the run starts within the window.
bool meets_a_slot(const FaultWindow& window, const scenario::ClockSettings& clock) {
  const std::int64_t slot_us = clock.slot().microseconds();
  const std::int64_t wait_us =
      std::max<std::int64_t>(0, (window.from - clock.start).microseconds());
  const std::int64_t slot = (wait_us + slot_us - 1) / slot_us;
  return slot < clock.slots() && clock.slot_start(slot) < window.until;
}

void note_window(const FaultWindow& window, const std::string& path,
                 const scenario::ClockSettings& clock, NoteList& notes) {
  if (meets_a_slot(window, clock)) return;
  notes.idle({path}, {"clock.start", "clock.days", "clock.slot_s"},
             "without effect: no slot of the run, {} to {}, starts between from and until",
             format_utc(clock.start), format_utc(clock.slot_start(clock.slots())));
}

}  // namespace

void note_faults(const Scenario& scenario, NoteList& notes) {
  const scenario::FaultSettings& faults = scenario.faults;
  if (!faults.auctioneers.empty() && scenario.market.mechanism == market::MechanismId::kNone &&
      scenario.market.levels.empty()) {
    notes.idle({"faults.auctioneers"}, {"market.mechanism"},
               "without effect on trade: market.mechanism is none");
  }
  std::map<std::string_view, std::int64_t> inhabited;
  if (!faults.auctioneers.empty()) inhabited = prosumers_by_zone(scenario);
  for (std::size_t i = 0; i < faults.auctioneers.size(); ++i) {
    const std::string path = fmt::format("faults.auctioneers[{}]", i);
    note_window(faults.auctioneers[i].window, path, scenario.clock, notes);
    if (inhabited.contains(faults.auctioneers[i].zone)) continue;
    notes.idle({path + ".zone"}, {"prosumers"}, "without effect: nobody lives in zone '{}'",
               faults.auctioneers[i].zone);
  }
  for (std::size_t i = 0; i < faults.late_announcements.size(); ++i) {
    note_window(faults.late_announcements[i].window,
                fmt::format("faults.late_announcements[{}]", i), scenario.clock, notes);
  }
}

}  // namespace peerwatt::notes
