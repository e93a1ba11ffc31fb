#pragma once

#include <cstddef>

namespace peerwatt::tools {

// Characters in a line of what goes to standard output: what the environment variable COLUMNS says,
// else the width of the terminal, and 120 in pipes and files. Between 60 and 200.
std::size_t text_width();

}  // namespace peerwatt::tools
