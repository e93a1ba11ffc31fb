#pragma once

#include "agents/notes/note_list.hpp"

// One function for each topic; `notes_on` calls them all.
namespace peerwatt::notes {

void note_devices(const scenario::Scenario& scenario, NoteList& notes);
void note_prices(const scenario::Scenario& scenario, NoteList& notes);
void note_leader(const scenario::Scenario& scenario, NoteList& notes);
void note_generation(const scenario::Scenario& scenario, NoteList& notes);
void note_market(const scenario::Scenario& scenario, NoteList& notes);
void note_coalitions(const scenario::Scenario& scenario, NoteList& notes);
void note_power_plant(const scenario::Scenario& scenario, NoteList& notes);
void note_faults(const scenario::Scenario& scenario, NoteList& notes);
void note_feeder(const scenario::Scenario& scenario, NoteList& notes);
void note_sources(const scenario::Scenario& scenario, NoteList& notes);
void note_units(const scenario::Scenario& scenario, NoteList& notes);
void note_trace(const scenario::Scenario& scenario, NoteList& notes);

}  // namespace peerwatt::notes
