#include "engine/csv/cells.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/letter_case.hpp"

namespace peerwatt::csv {
namespace {

// In lower case; those of pandas, R, SQL dumps, spreadsheets and meter portals.
constexpr std::array<std::string_view, 23> kMissing{
    "",    "null",     "nan",  "-nan", "na",           "n/a",          "n.a.",    "#n/a",
    "#na", "#n/a n/a", "<na>", "none", "nil",          "\\n",          "missing", "-",
    "--",  "---",      "?",    ".",    "\xE2\x80\x93", "\xE2\x80\x94", "nat"};

template <class Value>
std::optional<Value> parsed_whole(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  Value value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

template <class Value>
std::optional<Value> checked(const Table& table, std::size_t row, std::size_t column, Range range,
                             std::optional<Value> value, std::string_view kind,
                             Diagnostics& diagnostics) {
  const auto complain = [&](std::string_view demand) {
    diagnostics.add(table.position(row, column),
                    fmt::format("{}: must be {} (got '{}')", table.header()[column], demand,
                                table.cell(row, column)));
    return std::nullopt;
  };
  if (!value) return complain(kind);
  if (range == Range::kNonNegative && *value < 0) return complain("0 or more");
  if (range == Range::kPositive && *value <= 0) return complain("more than 0");
  return value;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<double> parse_number(std::string_view text) {
  const std::optional<double> number = parsed_whole<double>(text);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return number;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  return parsed_whole<std::int64_t>(text);
}

std::optional<double> number_at(const Table& table, std::size_t row, std::size_t column,
                                Range range, Diagnostics& diagnostics, DecimalMark mark) {
  const std::string_view text = table.cell(row, column);
  return checked(table, row, column, range, cell_number(text, mark), number_demand(text, mark),
                 diagnostics);
}

std::optional<std::int64_t> integer_at(const Table& table, std::size_t row, std::size_t column,
                                       Range range, Diagnostics& diagnostics) {
  return checked(table, row, column, range, parse_integer(table.cell(row, column)),
                 "a whole number", diagnostics);
}

bool is_missing(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return true;
  if (text.size() > 8 || (text.front() >= '0' && text.front() <= '9')) return false;
  return std::find(kMissing.begin(), kMissing.end(), lower_case(text)) != kMissing.end();
}

std::optional<bool> flag_at(const Table& table, std::size_t row, std::size_t column,
                            Diagnostics& diagnostics) {
  const std::string text = lower_case(trimmed(table.cell(row, column)));
  const auto is_one_of = [&](const std::array<std::string_view, 6>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
  };
  if (is_one_of({"true", "yes", "on", "1", "1.0", "1,0"})) return true;
  if (is_one_of({"false", "no", "off", "0", "0.0", "0,0"})) return false;
  diagnostics.add(table.position(row, column),
                  fmt::format("{}: must be true or false (got '{}')", table.header()[column],
                              table.cell(row, column)));
  return std::nullopt;
}

std::optional<std::string> text_at(const Table& table, std::size_t row, std::size_t column,
                                   Diagnostics& diagnostics) {
  const std::string_view text = trimmed(table.cell(row, column));
  if (!text.empty()) return std::string{text};
  diagnostics.add(table.position(row, column),
                  fmt::format("{}: must not be empty", table.header()[column]));
  return std::nullopt;
}

std::optional<std::size_t> required_column(const Table& table, std::string_view name,
                                           Diagnostics& diagnostics) {
  const std::optional<std::size_t> column = table.find(name);
  if (!column) {
    diagnostics.add(
        {table.file(), 1, 0},
        fmt::format("no column '{}'{}", name, did_you_mean(std::string{name}, table.header())));
  }
  return column;
}

}  // namespace peerwatt::csv
