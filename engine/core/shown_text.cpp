#include "engine/core/shown_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/utf8.hpp"

namespace peerwatt {
namespace {

// Only of sequences of up to three bytes; no control character takes four.
unsigned code_point(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (length == 1) return byte(0);
  if (length == 2) return (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
  if (length == 3) {
    return (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  }
  return 0xFFFF;
}

constexpr bool is_control(unsigned code) {
  if (code < 0x20) return code != '\n' && code != '\t';
  return (code >= 0x7F && code <= 0x9F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

std::string escaped(unsigned code) {
  return code < 0x20 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
}

std::string problem_at(std::string_view text, const ControlCharacter& found) {
  return fmt::format("must not have the control character U+{:04X} (character {})", found.code,
                     characters(text.substr(0, found.offset)) + 1);
}

}  // namespace

std::optional<ControlCharacter> first_control_character(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    const std::size_t length = character_length(text, at);
    const unsigned code = length == 0 ? 0xFFFF : code_point(text, at, length);
    if (is_control(code)) return ControlCharacter{at, length, code};
    at += std::max<std::size_t>(1, length);
  }
  return std::nullopt;
}

std::string shown_text(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 0) {
      shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at++]));
      continue;
    }
    const unsigned code = code_point(text, at, length);
    if (is_control(code)) {
      shown += escaped(code);
    } else {
      shown += text.substr(at, length);
    }
    at += length;
  }
  return shown;
}

std::string shown_line(std::string_view text) {
  std::string line;
  for (const char c : shown_text(text)) {
    if (c == '\n' || c == '\t') {
      line += escaped(static_cast<unsigned char>(c));
    } else {
      line += c;
    }
  }
  return line;
}

std::string text_problem(std::string_view text) {
  const std::optional<ControlCharacter> found = first_control_character(text);
  return found ? problem_at(text, *found) : std::string{};
}

std::string name_problem(std::string_view text) {
  const std::optional<ControlCharacter> found = first_control_character(text);
  const std::size_t end = found ? found->offset : text.size();
  const std::size_t blank = text.substr(0, end).find_first_of("\n\t");
  if (blank == std::string_view::npos) return found ? problem_at(text, *found) : std::string{};
  return problem_at(text, {blank, 1, static_cast<unsigned char>(text[blank])});
}

}  // namespace peerwatt
