#include "engine/config/scalars.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/shown_text.hpp"

#include "engine/config/decimal_commas.hpp"

namespace peerwatt::config {
namespace {

using parameters::Bound;
using parameters::Range;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

// Length of the decimal number (`-1`, `.5`, `2.5e-3`) that the text begins with, 0 if none.
std::size_t number_length(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t whole = digits_at(text, at);
  at += whole;
  std::size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    fraction = digits_at(text, at + 1);
    if (whole + fraction > 0) at += 1 + fraction;
  }
  if (whole + fraction == 0) return 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const bool sign = at + 1 < text.size() && (text[at + 1] == '-' || text[at + 1] == '+');
    const std::size_t exponent = digits_at(text, at + (sign ? 2 : 1));
    if (exponent > 0) at += (sign ? 2 : 1) + exponent;
  }
  return at;
}

bool has_leading_zero(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  return text.size() > 1 && text[0] == '0' && is_digit(text[1]);
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// Text of a scalar that may stand in a message: one line, not too long.
std::string shown(const std::string& text) {
  constexpr std::size_t kLongest = 60;
  std::string line;
  for (const char c : text) {
    if (line.size() >= kLongest && (static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      return line + "...";
    }
    line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  }
  return line;
}

std::string got(const Node& node) {
  return node.kind == NodeKind::kScalar ? fmt::format("'{}'", shown(node.text))
                                        : std::string{kind_name(node.kind)};
}

enum class NumberKind { kNumber, kInteger };

// How to write a number that has other characters than ours; empty if none of these is known.
std::string number_advice(std::string_view text, NumberKind kind) {
  if (kind == NumberKind::kNumber) {
    if (std::string advice = decimal_point_advice(text); !advice.empty()) return advice;
  }
  const std::size_t length = number_length(text);
  if (length == 0 || length == text.size()) return {};
  const char next = text[length];
  if (next != '_' && next != ',' && next != 'x') {
    return "write the bare number, its unit is in the key's name";
  }
  return kind == NumberKind::kInteger ? "digits only" : "digits only, with a decimal point";
}

// Why a scalar is no number, and how to write it; empty if it looks like one.
std::string number_problem(const Node& node, NumberKind kind) {
  const std::string_view text = node.text;
  const char* const expected = kind == NumberKind::kInteger ? "an integer" : "a number";
  if (node.kind != NodeKind::kScalar)
    return fmt::format("{} expected (got {})", expected, got(node));
  if (is_one_of(text, {".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "-.inf", "-.Inf", "-.INF",
                       "+.inf", "+.Inf", "+.INF", "nan", "inf", "-inf", "NaN"})) {
    return fmt::format("must be finite (got {})", text);
  }
  const std::size_t length = number_length(text);
  const std::string advice = number_advice(text, kind);
  if (length > 0 && length == text.size() && node.quoting == Quoting::kQuoted) {
    return fmt::format("{} expected, not text (remove the quotes around {})", expected, got(node));
  }
  if (length > 0 && has_leading_zero(text)) {
    return fmt::format("a number must not begin with 0 (got {})", got(node));
  }
  if (length > 0 && length == text.size()) return {};
  return fmt::format("{} expected (got {}){}{}", expected, got(node), advice.empty() ? "" : ": ",
                     advice);
}

std::string_view without_plus(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return text;
}

bool is_whole(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && digits_at(text, 0) == text.size();
}

// The calendar that people who read traces can rely on.
constexpr SimTime kEarliest = SimTime::from_seconds(std::int64_t{-2'208'988'800});  // 1900
constexpr SimTime kLatest = SimTime::from_seconds(std::int64_t{7'258'118'400});     // 2200

}  // namespace

Parsed<double> parse_number(const Node& node) {
  if (std::string problem = number_problem(node, NumberKind::kNumber); !problem.empty()) {
    return {{}, std::move(problem)};
  }
  const std::string_view text = without_plus(node.text);
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc{} || !std::isfinite(value)) {
    return {{}, fmt::format("does not fit into a double (got {})", got(node))};
  }
  return {value, {}};
}

Parsed<std::int64_t> parse_integer(const Node& node) {
  if (std::string problem = number_problem(node, NumberKind::kInteger); !problem.empty()) {
    return {{}, std::move(problem)};
  }
  const std::string_view text = without_plus(node.text);
  if (!is_whole(text)) return {{}, fmt::format("an integer expected (got {})", got(node))};
  std::int64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc{}) {
    return {{}, fmt::format("does not fit into 64 bits (got {})", got(node))};
  }
  return {value, {}};
}

Parsed<bool> parse_flag(const Node& node) {
  const bool plain = node.kind == NodeKind::kScalar && node.quoting == Quoting::kPlain;
  if (plain && node.text == "true") return {true, {}};
  if (plain && node.text == "false") return {false, {}};
  return {{}, fmt::format("true or false expected (got {})", got(node))};
}

Parsed<std::string> parse_text(const Node& node) {
  if (node.kind != NodeKind::kScalar) {
    return {{}, fmt::format("a text expected (got {})", got(node))};
  }
  std::string problem = text_problem(node.text);
  if (!problem.empty()) return {{}, std::move(problem)};
  return {node.text, {}};
}

Parsed<std::string> parse_name(const Node& node) {
  Parsed<std::string> text = parse_text(node);
  if (!text.value) return text;
  std::string problem = name_problem(node.text);
  return problem.empty() ? text : Parsed<std::string>{{}, std::move(problem)};
}

Parsed<SimTime> parse_instant(const Node& node) {
  const auto value = node.kind == NodeKind::kScalar ? parse_utc(node.text) : std::nullopt;
  if (!value) {
    return {{},
            fmt::format("an instant with a zone expected, like 2025-07-01T00:00:00Z or "
                        "2025-07-01T00:00+10:00 (got {})",
                        got(node))};
  }
  if (*value < kEarliest || *value >= kLatest) {
    return {{}, fmt::format("must lie in the years 1900 to 2199 (got {})", got(node))};
  }
  return {*value, {}};
}

Parsed<std::int64_t> parse_time_of_day(const Node& node) {
  const std::string_view text = node.text;
  const std::size_t hour_digits = digits_at(text, 0);
  if ((hour_digits == 1 || hour_digits == 2) && text.size() == hour_digits + 3 &&
      text[hour_digits] == ':' && digits_at(text, hour_digits + 1) == 2) {
    const int hour = std::stoi(node.text.substr(0, hour_digits));
    const int minute = std::stoi(node.text.substr(hour_digits + 1));
    if (minute < 60 && hour * 60 + minute <= 24 * 60) return {hour * 60 + minute, {}};
  }
  return {{}, fmt::format("a time of day between 00:00 and 24:00 expected (got {})", got(node))};
}

std::string requirement(const Range& range) {
  const bool bounded_below = std::isfinite(range.least);
  const bool bounded_above = std::isfinite(range.most);
  const bool open = range.least_bound == Bound::kOpen;
  const std::string least = write_number(range.least), most = write_number(range.most);
  if (bounded_below && bounded_above) {
    return open ? fmt::format("must be > {} and <= {}", least, most)
                : fmt::format("must be between {} and {}", least, most);
  }
  if (bounded_below) return fmt::format("must be {} {}", open ? ">" : ">=", least);
  if (bounded_above) return fmt::format("must be <= {}", most);
  return {};
}

}  // namespace peerwatt::config
