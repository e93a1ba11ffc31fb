#pragma once

#include <vector>

#include "engine/core/diagnostics.hpp"

#include "agents/environment/profile_library.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// What the repairs that profiles ask for have changed in the run's window, a line for each kind of
// anomaly. Messages begin with the parameter that asks for it.
std::vector<Diagnostic> repair_notes(const scenario::Scenario& scenario,
                                     const ProfileLibrary& library);

}  // namespace peerwatt::agents
