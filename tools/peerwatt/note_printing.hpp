#pragma once

#include <span>

#include "engine/core/diagnostics.hpp"

namespace peerwatt::tools {

// Writes notes to standard error, one line each.
void print_notes(std::span<const Diagnostic> notes);

}  // namespace peerwatt::tools
