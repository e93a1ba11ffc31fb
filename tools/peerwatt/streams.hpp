#pragma once

#include <string_view>

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

// To be called first: a standard stream that is closed goes to /dev/null, so that no file that is
// opened later takes its place; and a reader who goes away (SIGPIPE) ends no run.
void prepare_streams();

// Writes to standard error; what cannot be written is lost, and the run goes on. To standard
// output; `finish_output` says how that went. Names, titles and values come from files that
// somebody else may have written: what a terminal would obey is written as `\x1b`, see shown_text.
void tell(std::string_view text);
void print(std::string_view text);

// Writes a line on standard error that begins with a carriage return and renews the one before.
void renew_line(std::string_view line);

// Returns `code`, or that of a failure where standard output could not be written and nobody has
// closed it on purpose: a disk is full, say.
ExitCode finish_output(ExitCode code);

}  // namespace peerwatt::tools
