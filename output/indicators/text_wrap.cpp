#include "output/indicators/text_wrap.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::output {
namespace {

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// Bytes of the first `count` characters.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (begins_character(text[at]) && count-- == 0) break;
    ++at;
  }
  return at;
}

// Where a line that may have `most` bytes ends: after a separator, or before a blank.
std::size_t line_end(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  if (const std::size_t blank = text.rfind(' ', most); blank != text.npos && blank > 0) {
    return blank;
  }
  const std::size_t separator = text.find_last_of(",;/=_-", most - 1);
  return separator == text.npos ? most : separator + 1;
}

}  // namespace

std::size_t width_of_text(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::vector<std::string> wrapped_lines(std::string_view text, std::size_t width) {
  PEERWATT_EXPECTS(width > 0);
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = line_end(text, bytes_of(text, width));
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(' ', end)));
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  PEERWATT_EXPECTS(width > indent);
  // The first line may be longer by the indent of the others.
  const std::size_t first = line_end(text, bytes_of(text, width));
  std::string out = std::string{text.substr(0, first)} + '\n';
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(' ', first)));
  if (text.empty()) return out;
  for (const std::string& line : wrapped_lines(text, width - indent)) {
    out += std::string(indent, ' ') + line + '\n';
  }
  return out;
}

}  // namespace peerwatt::output
