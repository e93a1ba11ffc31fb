#include "agents/simulation/repair_notes.hpp"

#include <cstdint>
#include <string>

#include <fmt/format.h>

namespace peerwatt::agents {
namespace {

using profiles::Anomalies;
using profiles::Profile;
using profiles::Repair;

// One kind of anomaly: its key, the rule for it, and what it is.
struct Kind {
  const char* key;
  Repair rule;
  std::int64_t Anomalies::*count;
  const char* one;
  const char* many;
};

std::string done(const Kind& kind) {
  if (kind.count == &Anomalies::duplicates) {
    return kind.rule == Repair::kZero ? "dropped, and the value set to 0" : "dropped";
  }
  if (kind.count == &Anomalies::daylight_saving) return "dropped, set to 0 or interpolated";
  return kind.rule == Repair::kZero ? "set to 0" : "interpolated";
}

void add_note(const profiles::ProfileLayout& layout, const Profile& profile, const Kind& kind,
              std::vector<Diagnostic>& notes) {
  std::int64_t count = 0, columns = 0;
  for (const Anomalies& anomalies : profile.anomalies) {
    count += anomalies.*kind.count;
    columns += anomalies.*kind.count > 0 ? 1 : 0;
  }
  if (count == 0) return;
  Diagnostic note;
  note.severity = Severity::kNote;
  note.message = fmt::format("profile '{}': {}: {} {} ({:g} h) {}, in {} of {} columns of {}",
                             layout.name, kind.key, count, count == 1 ? kind.one : kind.many,
                             static_cast<double>(count * layout.step_s) / 3600, done(kind), columns,
                             profile.columns.size(), layout.file);
  notes.push_back(std::move(note));
}

}  // namespace

std::vector<Diagnostic> repair_notes(const scenario::Scenario& scenario,
                                     const ProfileLibrary& library) {
  std::vector<Diagnostic> notes;
  for (const profiles::ProfileLayout& layout : scenario.profiles) {
    const Profile& profile = library.all().at(layout.name);
    for (const Kind& kind :
         {Kind{"gaps", layout.gaps, &Anomalies::gaps, "missing value", "missing values"},
          Kind{"duplicates", layout.duplicates, &Anomalies::duplicates,
               "row with a stamp that was "
               "there before",
               "rows with stamps that were there before"},
          Kind{"daylight_saving", layout.daylight_saving, &Anomalies::daylight_saving,
               "value at a change of clocks", "values at changes of clocks"},
          Kind{"negatives", layout.negatives, &Anomalies::negatives, "negative value",
               "negative values"}}) {
      add_note(layout, profile, kind, notes);
    }
  }
  return notes;
}

}  // namespace peerwatt::agents
