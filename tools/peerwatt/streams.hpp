#pragma once

#include <string_view>

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

// To be called first: a standard stream that is closed goes to /dev/null, so that no file that is
// opened later takes its place; and a reader who goes away (SIGPIPE) ends no run.
void prepare_streams();

// Writes to standard error. What cannot be written is lost, and the run goes on.
void tell(std::string_view text);

// Writes to standard output; `finish_output` says how that went.
void print(std::string_view text);

// Returns `code`, or that of a failure where standard output could not be written and nobody has
// closed it on purpose: a disk is full, say.
ExitCode finish_output(ExitCode code);

}  // namespace peerwatt::tools
