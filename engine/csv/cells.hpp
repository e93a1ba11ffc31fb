#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/diagnostics.hpp"

#include "engine/csv/decimal_mark.hpp"
#include "engine/csv/table.hpp"

namespace peerwatt::csv {

std::string_view trimmed(std::string_view text);  // without blanks and tabs around it

// An empty cell, or a word or sign that programs write for a value that is missing: NULL, NaN, NA.
bool is_missing(std::string_view text);

// A finite decimal number that fills the whole cell, blanks around it allowed; whatever the locale.
std::optional<double> parse_number(std::string_view text);
std::optional<std::int64_t> parse_integer(std::string_view text);

enum class Range { kAny, kNonNegative, kPositive };

// Typed cells. A malformed one, or one out of range, is a complaint and no value.
std::optional<double> number_at(const Table& table, std::size_t row, std::size_t column,
                                Range range, Diagnostics& diagnostics,
                                DecimalMark mark = DecimalMark::kPoint);
std::optional<std::int64_t> integer_at(const Table& table, std::size_t row, std::size_t column,
                                       Range range, Diagnostics& diagnostics);
// `true`, `yes`, `on`, 1, or `false`, `no`, `off`, 0, in any case; 1 and 0 with a decimal too.
std::optional<bool> flag_at(const Table& table, std::size_t row, std::size_t column,
                            Diagnostics& diagnostics);
// Text without the blanks around it; an empty cell is a complaint.
std::optional<std::string> text_at(const Table& table, std::size_t row, std::size_t column,
                                   Diagnostics& diagnostics);

// The index of a column that must be there; a complaint and nothing otherwise.
std::optional<std::size_t> required_column(const Table& table, std::string_view name,
                                           Diagnostics& diagnostics);

// Several of them; every missing one is a complaint.
template <std::size_t count>
std::optional<std::array<std::size_t, count>> required_columns(
    const Table& table, const std::array<std::string_view, count>& names,
    Diagnostics& diagnostics) {
  std::array<std::size_t, count> columns{};
  bool complete = true;
  for (std::size_t i = 0; i < count; ++i) {
    const std::optional<std::size_t> column = required_column(table, names[i], diagnostics);
    complete = complete && column.has_value();
    columns[i] = column.value_or(0);
  }
  if (!complete) return std::nullopt;
  return columns;
}

}  // namespace peerwatt::csv
