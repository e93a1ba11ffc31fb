#include "engine/network/sheet.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"

namespace peerwatt::network {

Sheet::Sheet(const std::filesystem::path& file,
             const std::vector<std::string_view>& required_columns, Diagnostics& diagnostics)
    : diagnostics_{diagnostics} {
  try {
    table_ = csv::Table::read(file);
  } catch (const InputError& error) {
    diagnostics_.add(error);
    return;
  }
  bool complete = true;
  for (const std::string_view column : required_columns) {
    if (!csv::required_column(*table_, column, diagnostics_)) complete = false;
  }
  if (complete) rows_ = table_->rows();
}

std::size_t Sheet::index(std::string_view column) const {
  PEERWATT_VALIDATE(has(column));
  return *table_->find(column);
}

bool Sheet::empty(std::size_t row, std::string_view column) const {
  return !has(column) || csv::trimmed(table_->cell(row, index(column))).empty();
}

std::string Sheet::text(std::size_t row, std::string_view column) const {
  return csv::text_at(*table_, row, index(column), diagnostics_).value_or("");
}

double Sheet::number(std::size_t row, std::string_view column, csv::Range range) const {
  return csv::number_at(*table_, row, index(column), range, diagnostics_).value_or(0);
}

bool Sheet::flag(std::size_t row, std::string_view column) const {
  return csv::flag_at(*table_, row, index(column), diagnostics_).value_or(false);
}

SourcePosition Sheet::position(std::size_t row, std::string_view column) const {
  return table_->position(row, index(column));
}

void Sheet::complain(std::size_t row, std::string_view column, std::string message) const {
  diagnostics_.add(position(row, column), fmt::format("{}: {}", column, message));
}

std::string Sheet::text_or_empty(std::size_t row, std::string_view column) const {
  return empty(row, column) ? std::string{} : text(row, column);
}

std::optional<double> Sheet::number_if_any(std::size_t row, std::string_view column,
                                           csv::Range range) const {
  if (!has(column) || csv::is_missing(table_->cell(row, index(column)))) return std::nullopt;
  return number(row, column, range);
}

bool Sheet::flag_or_true(std::size_t row, std::string_view column) const {
  return !has(column) || flag(row, column);
}

void Sheet::refuse_other_columns(const std::vector<std::string>& known) const {
  if (!table_) return;
  for (std::size_t column = 0; column < table_->columns(); ++column) {
    const std::string& name = table_->header()[column];
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    diagnostics_.add(table_->header_position(column),
                     fmt::format("unknown column '{}'{}", name, did_you_mean(name, known)));
  }
}

KeyValueSheet::KeyValueSheet(const std::filesystem::path& file, Diagnostics& diagnostics)
    : sheet_{file, {"key", "value"}, diagnostics}, file_{file.string()}, diagnostics_{diagnostics} {
  for (std::size_t row = 0; row < sheet_.rows(); ++row) {
    const std::string key = sheet_.text(row, "key");
    if (!key.empty() && *row_of(key) != row) {
      sheet_.complain(row, "key", fmt::format("'{}' is given twice", key));
    }
  }
}

std::optional<std::size_t> KeyValueSheet::row_of(std::string_view key) const {
  for (std::size_t row = 0; row < sheet_.rows(); ++row) {
    if (sheet_.text_or_empty(row, "key") == key) return row;
  }
  return std::nullopt;
}

std::optional<std::size_t> KeyValueSheet::required_row(std::string_view key) const {
  const std::optional<std::size_t> row = row_of(key);
  if (!row && sheet_.has("value")) {
    diagnostics_.add({file_, 0, 0}, fmt::format("no key '{}'", key));
  }
  return row;
}

std::string KeyValueSheet::text(std::string_view key) const {
  const std::optional<std::size_t> row = required_row(key);
  return row ? sheet_.text(*row, "value") : std::string{};
}

double KeyValueSheet::positive_number(std::string_view key) const {
  const std::optional<std::size_t> row = required_row(key);
  return row ? sheet_.number(*row, "value", csv::Range::kPositive) : 0;
}

SourcePosition KeyValueSheet::position(std::string_view key) const {
  const std::optional<std::size_t> row = row_of(key);
  return row ? sheet_.position(*row, "value") : SourcePosition{file_, 0, 0};
}

void KeyValueSheet::refuse_other_keys(const std::vector<std::string>& known) const {
  for (std::size_t row = 0; row < sheet_.rows(); ++row) {
    const std::string key = sheet_.text_or_empty(row, "key");
    if (key.empty() || std::find(known.begin(), known.end(), key) != known.end()) continue;
    sheet_.complain(row, "key", fmt::format("unknown key '{}'{}", key, did_you_mean(key, known)));
  }
}

}  // namespace peerwatt::network
