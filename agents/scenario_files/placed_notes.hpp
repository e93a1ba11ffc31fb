#pragma once

#include <span>
#include <vector>

#include "engine/core/diagnostics.hpp"
#include "engine/core/input_file.hpp"

#include "engine/config/positions.hpp"

#include "agents/scenario/scenario.hpp"

namespace peerwatt::scenario {

// What is to be noted of a scenario, at the places where it gives the values, sorted by them.
// `files` are those it was read from, bases before what extends them. What changes nothing because
// of a later layer is not noted: a file on top, or `--set`, may switch off what is below.
std::vector<Diagnostic> placed_notes(const Scenario& scenario, const config::Positions& positions,
                                     std::span<const FileRead> files);

}  // namespace peerwatt::scenario
