#include "agents/notes/topics.hpp"

namespace peerwatt::notes {

void note_trace(const scenario::Scenario& scenario, NoteList& notes) {
  const scenario::TraceSettings& trace = scenario.trace;
  if (trace.level != recording::TraceLevel::kSummary) return;
  if (trace.every > 1) {
    notes.idle({"trace.every"}, {"trace.level"},
               "without effect: level summary writes no series of prosumers");
  }
  if (trace.audit_every > 0) {
    notes.idle({"trace.audit_every"}, {"trace.level"},
               "without effect: at level summary nothing is audited");
  }
}

}  // namespace peerwatt::notes
