#pragma once

#include <string>

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "output/trace/trace_options.hpp"

namespace peerwatt::tools {

// Where a trace comes from: program, machine, command, and every input file with the checksum of
// what was read of it, by the scenario and by the run. Throws InputError where a file was read
// twice and changed in between.
output::Provenance provenance_of(const scenario::LoadedScenario& loaded,
                                 const agents::SimulationRun& run, const std::string& command_line);

}  // namespace peerwatt::tools
