#include <algorithm>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"

#include "engine/config/scalars.hpp"
#include "engine/config/yaml_text.hpp"

namespace peerwatt::config {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_plain(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '/' || c == '-';
}

// Whether every reader of YAML takes it for a text, without quotes.
bool needs_no_quotes(const std::string& text) {
  if (text.empty() || (!is_letter(text[0]) && text[0] != '/')) return false;
  if (!std::all_of(text.begin(), text.end(), is_plain)) return false;
  // YAML 1.1 takes these words, in any letter case, for null and flags: `NO` is false.
  const auto words = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  return std::find(words.begin(), words.end(), lower_case(text)) == words.end();
}

}  // namespace

// YAML 1.1 knows a number with an exponent only if it has a point, too: `1.0e-05`.
std::string write_number(double value) {
  std::string text = fmt::format("{}", value);
  const std::size_t exponent = text.find('e');
  if (exponent != text.npos && text.find('.') == text.npos) text.insert(exponent, ".0");
  return text;
}

std::string write_time_of_day(std::int64_t minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string write_text(const std::string& text) {
  if (needs_no_quotes(text)) return text;
  std::string quoted = "\"";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (const unsigned code = disputed_character(text, at); code != 0) {
      quoted += fmt::format("\\u{:04x}", code);
      at += code < 0x800 ? 1 : 2;  // the other bytes of the character
    } else if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string write_distribution(const parameters::Distribution& value) {
  if (value.kind() == parameters::Distribution::Kind::kConstant)
    return write_number(value.values()[0]);
  std::vector<std::string> numbers;
  for (const double number : value.values()) numbers.push_back(write_number(number));
  return fmt::format("{{{}: [{}]}}", distribution_key(value.kind()), fmt::join(numbers, ", "));
}

std::string write_flow(const Node& node) {
  std::vector<std::string> parts;
  switch (node.kind) {
    case NodeKind::kNull:
      return "null";
    case NodeKind::kScalar:
      return node.quoting == Quoting::kQuoted ? write_text(node.text) : node.text;
    case NodeKind::kList:
      for (const Node& item : node.items) parts.push_back(write_flow(item));
      return fmt::format("[{}]", fmt::join(parts, ", "));
    case NodeKind::kMap:
      for (const Entry& entry : node.entries) {
        parts.push_back(fmt::format("{}: {}", entry.key, write_flow(entry.value)));
      }
      return fmt::format("{{{}}}", fmt::join(parts, ", "));
  }
  return {};
}

}  // namespace peerwatt::config
