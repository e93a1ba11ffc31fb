#pragma once

#include <string>
#include <vector>

#include "output/trace/trace_reader.hpp"

#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification {

// That the network is a tree, zones hang together, and everybody lives somewhere in them.
Check check_places(const RunFacts& facts);

// What can be said of a trace without walking its slots: the seal, axes, ids, static columns.
std::vector<Check> check_form(const output::TraceReader& trace, const RunFacts& facts);

}  // namespace peerwatt::verification
