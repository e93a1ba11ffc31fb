#pragma once

#include "output/trace/trace_reader.hpp"

namespace peerwatt::fuzz {

// Reads all that a trace has, in every way in which it can be asked for; each may be refused.
void read_contents(const output::TraceReader& trace);

}  // namespace peerwatt::fuzz
