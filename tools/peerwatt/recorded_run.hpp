#pragma once

#include <filesystem>
#include <string>

#include "engine/core/diagnostics.hpp"

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "output/indicators/indicators.hpp"
#include "output/trace/trace_options.hpp"

#include "tools/peerwatt/progress.hpp"

namespace peerwatt::tools {

// How a scenario wants its trace written.
output::TraceOptions trace_options(const scenario::TraceSettings& settings,
                                   std::filesystem::path file, output::Existing existing);

// Complains, early and in the words of the command line, of a file that is not to be overwritten: a
// trace without --force, and whatever the scenario is read from.
void check_target(const output::TraceOptions& options, const scenario::LoadedScenario& loaded,
                  Diagnostics& complaints);

struct RecordedRun {
  recording::RunStatus status;
  output::Indicators indicators;
  std::filesystem::path partial_file;  // where the trace of an interrupted run is
};

// Simulates a run into a trace, to its end or until the user interrupts it.
RecordedRun record_run(agents::SimulationRun& run, const scenario::LoadedScenario& loaded,
                       const output::TraceOptions& options, const std::string& command_line,
                       Progress::Mode mode);

}  // namespace peerwatt::tools
