#pragma once

#include <string>

#include "engine/config/load_scenario.hpp"

#include "output/trace_options.hpp"

namespace peerwatt::tools {

// Where a trace comes from: program, machine, command, and every input file with its checksum.
output::Provenance provenance_of(const config::LoadedScenario& loaded,
                                 const std::string& command_line);

}  // namespace peerwatt::tools
