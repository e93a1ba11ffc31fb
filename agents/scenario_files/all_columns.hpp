#pragma once

#include "engine/config/section_reader.hpp"

#include "agents/scenario/scenario.hpp"

namespace peerwatt::scenario {

// Puts the names in the header of a profile's file where groups ask for all its columns. The files
// of the profiles must have been found.
void name_all_columns(Scenario& scenario, config::Reading& reading);

}  // namespace peerwatt::scenario
