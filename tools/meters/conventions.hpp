#pragma once

#include <cstdint>
#include <string>

#include "engine/core/diagnostics.hpp"

#include "engine/calendar/wall_clock.hpp"

#include "tools/meters/import_options.hpp"
#include "tools/meters/readings.hpp"

namespace peerwatt::meters {

// A choice, and how it is known: given, shown by the file, or part of the layout.
template <class Value>
struct Told {
  Value value{};
  std::string by;
};

// How all files are read.
struct Conventions {
  Told<Unit> unit;
  Told<profiles::StampAt> stamp;
  Told<std::string> time_zone;
  Told<std::int64_t> step_s;
};

// What the options say, else what the files show. Complains of everything but the step that neither
// does, and names the option that would.
Conventions find_conventions(const Readings& readings, const ImportOptions& options,
                             Diagnostics& diagnostics);

// The step between most readings that follow each other; empty where no step is that of half of
// them. Puts readings in the order of time where they go back by more than clocks do, and counts
// how many those were.
Told<std::int64_t> find_step(Readings& readings, std::int64_t& sorted);

std::string unit_name(Unit unit);

}  // namespace peerwatt::meters
