#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agents/scenario/scenario.hpp"

// What is right in a scenario and yet will not do what it seems to.
namespace peerwatt::notes {

enum class Kind : std::uint8_t {
  kIdle,      // parameters that change nothing if they were given
  kSurprise,  // a value whose effect is another than its name says
};

// Paths are those of parameters, e.g. `prosumers[0].pv.share`.
struct Note {
  Kind kind{};
  std::vector<std::string> paths;  // what the note is about; of kSurprise exactly one
  std::string message;             // why, and what to do about it
  std::vector<std::string> causes;
};

// All that can be noted before a run and without reading profiles. Which parameters were given, and
// where, is not known here: notes of kIdle hold for those of their paths that were. The scenario
// must be free of inconsistencies.
std::vector<Note> notes_on(const scenario::Scenario& scenario);

}  // namespace peerwatt::notes
