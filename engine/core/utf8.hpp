#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/diagnostics.hpp"

namespace peerwatt {

// Bytes of the character at an offset, which is within the text; 0 where no well-formed one begins
// there (RFC 3629).
std::size_t character_length(std::string_view text, std::size_t at);

// The offset of the first byte that is not part of well-formed UTF-8 (RFC 3629), or that is a
// control character other than tab, LF and CR.
std::optional<std::size_t> first_bad_byte(std::string_view text);

// Characters, not bytes, of well-formed text.
std::size_t characters(std::string_view text);

// Where an offset stands in a text, with columns in characters.
SourcePosition position_at(std::string_view text, std::size_t offset, const std::string& file);

// Throws InputError at the first bad byte of a file.
void require_utf8(std::string_view text, const std::string& file);

}  // namespace peerwatt
