#pragma once

#include <cstdint>

#include "output/recording/run_description.hpp"
#include "output/trace/trace_options.hpp"

namespace peerwatt::output {

// How many bytes a trace will have, to be told before the run: the values of its columns, as they
// are stored, times what compression leaves of them. An estimate: of /events it takes one order per
// prosumer and slot.
std::uint64_t expected_bytes(const recording::RunDescription& run, const TraceOptions& options);

// Throws OutputError where the disk that the trace is to be written to has less space than that.
void require_space(std::uint64_t bytes, const std::filesystem::path& file);

}  // namespace peerwatt::output
