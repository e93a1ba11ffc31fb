#include "agents/notes/notes.hpp"

#include "agents/notes/topics.hpp"

namespace peerwatt::notes {

std::vector<Note> notes_on(const scenario::Scenario& scenario) {
  NoteList notes;
  note_devices(scenario, notes);
  note_prices(scenario, notes);
  note_leader(scenario, notes);
  note_generation(scenario, notes);
  note_market(scenario, notes);
  note_coalitions(scenario, notes);
  note_power_plant(scenario, notes);
  note_faults(scenario, notes);
  note_feeder(scenario, notes);
  note_sources(scenario, notes);
  note_units(scenario, notes);
  note_trace(scenario, notes);
  return notes.take();
}

}  // namespace peerwatt::notes
