#pragma once

#include <vector>

#include "engine/core/diagnostics.hpp"

#include "agents/environment/profile_library.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// What `leader.rule: replay` would do that its user may not expect: peak slots that cost less than
// the tariff. Messages begin with the parameter; where it was given is not known here.
std::vector<Diagnostic> recorded_price_notes(const scenario::Scenario& scenario,
                                             const ProfileLibrary& library,
                                             const Timetable& timetable);

}  // namespace peerwatt::agents
