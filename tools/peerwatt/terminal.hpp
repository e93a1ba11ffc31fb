#pragma once

#include <cstddef>
#include <string_view>

namespace peerwatt::tools {

// Characters in a line of what goes to standard output: what the environment variable COLUMNS says,
// else the width of the terminal, and 120 in pipes and files. Between 60 and 200.
std::size_t text_width();

// Writes to standard output and standard error. Names, titles and values come from files that
// somebody else may have written: what a terminal would obey is written as `\x1b`, see shown_text.
void print(std::string_view text);
void print_error(std::string_view text);

}  // namespace peerwatt::tools
