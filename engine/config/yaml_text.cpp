#include "engine/config/yaml_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/config/utf8.hpp"

namespace peerwatt::config {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kBlanksAndBreaks = " \t\r\n";

// Why the character at an offset is refused; empty if it is not.
std::string complaint_about(std::string_view text, std::size_t at) {
  if (text[at] == '\r' && !text.substr(at + 1).starts_with('\n')) {
    return "a carriage return without a line feed (end lines with LF, or with CR and LF)";
  }
  const unsigned code = disputed_character(text, at);
  if (code == 0) return {};
  if (code == 0xFEFF) return "a byte order mark within the text (remove it)";
  const bool is_break = code == 0x85 || code == 0x2028 || code == 0x2029;
  return fmt::format(
      "U+{0:04X} {1} (within double quotes, write \\u{0:04x})", code,
      is_break ? "is a line break in YAML 1.1 and none in YAML 1.2" : "is no character of YAML");
}

// The offset of a scalar behind its anchor and tag.
std::size_t behind_properties(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    at = std::min(text.find_first_of(kBlanksAndBreaks, at), text.size());
    at = std::min(text.find_first_not_of(kBlanksAndBreaks, at), text.size());
  }
  return at;
}

}  // namespace

unsigned disputed_character(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) == 0xC2) return byte(1) < 0xA0 ? byte(1) : 0U;  // U+0080 to U+009F
  const unsigned code = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  const bool is_disputed =
      code == 0x2028 || code == 0x2029 || code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
  return byte(0) >= 0xE0 && byte(0) < 0xF0 && is_disputed ? code : 0U;
}

void require_readable_characters(std::string_view text, const std::string& file) {
  constexpr std::string_view kFirstBytes = "\r\xC2\xE2\xEF";
  for (std::size_t at = text.find_first_of(kFirstBytes); at != text.npos;
       at = text.find_first_of(kFirstBytes, at + 1)) {
    std::string complaint = complaint_about(text, at);
    if (!complaint.empty()) {
      throw InputError{Diagnostic{position_at(text, at, file), std::move(complaint)}};
    }
  }
}

bool is_closed(std::string_view text, std::size_t offset) {
  std::size_t at = behind_properties(text, offset);
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return true;
  const char quote = text[at++];
  for (; at < text.size(); ++at) {
    const bool is_doubled = quote == '\'' && text.substr(at).starts_with("''");
    if (is_doubled || (quote == '"' && text[at] == '\\')) {
      ++at;  // an escaped character
    } else if (text[at] == quote) {
      return true;
    }
  }
  return false;
}

std::string with_whole_characters(const std::string& scalar) {
  std::string text;
  std::size_t expected = 0;  // bytes of the character that was begun
  for (const char c : scalar) {
    const auto byte = static_cast<unsigned char>(c);
    const bool continues = byte >= 0x80 && byte < 0xC0;
    if (continues && expected == 0) text += '\xC2';
    if (continues && expected > 0) --expected;
    if (byte >= 0xC0) expected = byte >= 0xF0 ? 3 : (byte >= 0xE0 ? 2 : 1);
    text += c;
  }
  return text;
}

bool has_colon(std::string_view text, std::size_t offset, std::string_view key) {
  if (!text.substr(offset).starts_with(key)) return true;
  const std::size_t next = text.find_first_not_of(kBlanks, offset + key.size());
  return next != text.npos && text[next] == ':';
}

Separation separation_before(std::string_view text, std::size_t offset) {
  const std::size_t before = text.substr(0, offset).find_last_not_of(kBlanks);
  if (before == text.npos || text[before] != ',') return Separation::kOther;
  return before + 1 == offset ? Separation::kComma : Separation::kCommaAndBlank;
}

std::string tab_advice(std::string_view text, std::size_t offset) {
  const std::size_t line_end = text.substr(0, offset).rfind('\n');
  const std::string_view line = text.substr(line_end == text.npos ? 0 : line_end + 1);
  const std::string_view indent = line.substr(0, line.find_first_not_of(kBlanks));
  return indent.find('\t') == indent.npos ? "" : " (a tab indents the line: YAML takes spaces)";
}

}  // namespace peerwatt::config
