#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/config/node.hpp"

// What the text of a file tells and yaml-cpp 0.7 keeps to itself.
namespace peerwatt::config {

// The code point of the character at an offset if it is well-formed UTF-8 and not to be written as
// it is: what YAML 1.1 takes for a line break and YAML 1.2 does not, control characters beyond
// ASCII, byte order marks and U+FFFE, U+FFFF. 0 for any other.
unsigned disputed_character(std::string_view text, std::size_t at);

// Throws InputError at the first disputed character, or at the first carriage return without a line
// feed, which yaml-cpp takes for a blank.
void require_readable_characters(std::string_view text, const std::string& file);

// Whether the quotes of the scalar at an offset, which anchor and tag may precede, are closed.
// yaml-cpp takes the rest of a file for the text of quotes that nobody closes.
bool is_closed(std::string_view text, std::size_t offset);

// The text of a scalar as UTF-8. yaml-cpp makes single bytes, 0x85 and 0xA0, of the escapes \N and
// \_.
std::string with_whole_characters(const std::string& scalar);

// Whether a colon follows the plain key at an offset. True for keys that are written otherwise.
bool has_colon(std::string_view text, std::size_t offset, std::string_view key);

// How an item of a list in brackets, at an offset, is separated from the item before it.
Separation separation_before(std::string_view text, std::size_t offset);

// ` (a tab ...)` where tabs indent the line of an offset, which YAML does not allow; else nothing.
std::string tab_advice(std::string_view text, std::size_t offset);

}  // namespace peerwatt::config
