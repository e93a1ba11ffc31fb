#pragma once

#include <span>
#include <string_view>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::tools {

// Writes notes to standard error, one line each, `prefix` before it.
void print_notes(std::span<const Diagnostic> notes, std::string_view prefix = {});

}  // namespace peerwatt::tools
