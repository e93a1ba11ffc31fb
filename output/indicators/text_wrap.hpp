#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peerwatt::output {

// Characters of UTF-8.
std::size_t width_of_text(std::string_view text);

// The text in lines of at most `width` characters. It breaks at a blank, which is left out; else
// after one of , ; / = _ - or, where a word has none of these, anywhere. Nothing else is left out.
std::vector<std::string> wrapped_lines(std::string_view text, std::size_t width);

// The same as one text, every line ended; those after the first begin with `indent` blanks.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

}  // namespace peerwatt::output
