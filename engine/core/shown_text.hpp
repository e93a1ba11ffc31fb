#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Characters that act on a terminal or on the order of what is read, instead of being read.
namespace peerwatt {

// A control character in a text: where it stands, its length in bytes and its code point.
struct ControlCharacter {
  std::size_t offset = 0;
  std::size_t length = 1;
  unsigned code = 0;
};

// The first control character from an offset on: below U+0020, U+007F to U+009F, and what overrides
// the direction of writing (U+202A to U+202E, U+2066 to U+2069). Line feeds and tabs are not taken
// for one.
std::optional<ControlCharacter> first_control_character(std::string_view text,
                                                        std::size_t from = 0);

// The text with control characters and bytes that are not UTF-8 written as `\x1b` and, beyond
// ASCII, as `\u202e`, which JSON and YAML read back between double quotes.
std::string shown_text(std::string_view text);

// The same on one line: line feeds and tabs are written as `\x0a` and `\x09`.
std::string shown_line(std::string_view text);

// Why a text is no name: empty, or `must not have the control character U+001B (character 3)`.
std::string name_problem(std::string_view text);
// The same of a text of several lines, which may have line feeds and tabs.
std::string text_problem(std::string_view text);

}  // namespace peerwatt
