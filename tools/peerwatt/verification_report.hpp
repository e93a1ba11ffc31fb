#pragma once

#include <cstddef>
#include <string>

#include "tools/verification/verify.hpp"

namespace peerwatt::tools {

// A line for each check: slots, worst value and tolerance, where that was, or why it was not made.
// Lines of at most `width` characters.
std::string report_text(const verification::Verification& verification, std::size_t width);
std::string report_json(const verification::Verification& verification, bool holds);

}  // namespace peerwatt::tools
