#pragma once

#include "engine/core/diagnostics.hpp"

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

namespace peerwatt::tools {

// The same complaints; those that name a parameter or a profile but no place get the place where
// the scenario gives it.
InputError located(const InputError& error, const scenario::LoadedScenario& loaded);

// What is to be noted of a scenario and its run, sorted by position.
std::vector<Diagnostic> notes_on(const scenario::LoadedScenario& loaded,
                                 const agents::SimulationRun& run);

// What the repairs of its profiles have changed, placed in the same way.
std::vector<Diagnostic> repairs_of(const scenario::LoadedScenario& loaded,
                                   const agents::SimulationRun& run);

// Builds the run of a scenario; what is wrong with it is complained of where it was given.
agents::SimulationRun prepare_run(const scenario::LoadedScenario& loaded,
                                  const agents::Division& division = {});

}  // namespace peerwatt::tools
