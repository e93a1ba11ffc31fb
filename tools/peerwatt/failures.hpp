#pragma once

#include <functional>
#include <string>

#include "tools/peerwatt/command.hpp"

namespace peerwatt::tools {

// What an action comes to. Exceptions become an exit code and lines on standard error, each with
// `who` before it.
ExitCode outcome_of(const std::function<ExitCode()>& action, const std::string& who = {});

}  // namespace peerwatt::tools
